package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;

/**
 * {@code <sysinfo>}: the serial number of the guest's system. On EC2 it is the system's UUID once more, and software that wants to be
 * sure of EC2, cloud-init's Ec2 source among it, asks for both.
 */
final class SystemElement {

    private SystemElement() {
    }

    /** Whether there are tables that a guest could read it from: on arm64 the firmware hands them over, and only UEFI does. */
    static boolean isThere(DomainSpec spec) {
        return spec.architecture() != Architecture.ARM64 || spec.boot() instanceof UefiBoot;
    }

    static void write(Elements xml, DomainSpec spec) {
        if (isThere(spec)) {
            xml.start("sysinfo", "type", "smbios").start("system");
            xml.text("entry", spec.uuid().toString(), "name", "serial");
            xml.end().end();
        }
    }
}
