package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;

/** {@code <clock>}: UTC, as on EC2, whose Windows images are told so (RealTimeIsUniversal). */
final class ClockElement {

    private ClockElement() {
    }

    static void write(Elements xml, DomainSpec spec) {
        if (spec.architecture() == Architecture.ARM64) {
            xml.leaf("clock", "offset", "utc");
            return;
        }
        xml.start("clock", "offset", "utc");
        xml.leaf("timer", "name", "rtc", "tickpolicy", "catchup");
        xml.leaf("timer", "name", "pit", "tickpolicy", "delay");
        // Slow to emulate, and no guest needs it beside the others.
        xml.leaf("timer", "name", "hpet", "present", "no");
        WindowsGuest.writeTimer(xml, spec);
        xml.end();
    }
}
