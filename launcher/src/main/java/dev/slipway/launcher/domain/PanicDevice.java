package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;

/** {@code <panic>}: tells libvirt, and so us, that the guest's kernel panicked, even where its console is silent. */
final class PanicDevice {

    private PanicDevice() {
    }

    static void write(Elements xml, Architecture architecture) {
        // There is no ISA bus on arm64, and libvirt 9.0 knows no other device for it there.
        if (architecture != Architecture.ARM64) {
            xml.leaf("panic", "model", "isa");
        }
    }
}
