package dev.slipway.launcher.domain;

/** {@code <features>}: what the guest needs to hear a request to shut down, and no more. */
final class FeaturesElement {

    private FeaturesElement() {
    }

    static void write(Elements xml, DomainSpec spec) {
        switch (spec.architecture()) {
            case I386, X86_64 -> {
                xml.start("features").leaf("acpi").leaf("apic");
                if (spec.boot() instanceof UefiBoot uefi && uefi.smm()) {
                    xml.leaf("smm", "state", "on");
                }
                xml.end();
            }
            case ARM64 -> {
                // libvirt refuses ACPI on arm64 without UEFI: such guests read the device tree instead.
                if (spec.boot() instanceof UefiBoot) {
                    xml.start("features").leaf("acpi").end();
                }
            }
        }
    }
}
