package dev.slipway.launcher.domain;

import dev.slipway.launcher.accelerator.Accelerator;

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
                WindowsGuest.writeFeatures(xml, spec);
                xml.end();
            }
            case ARM64 -> {
                xml.start("features");
                // libvirt refuses ACPI on arm64 without UEFI: such guests read the device tree instead.
                if (spec.boot() instanceof UefiBoot) {
                    xml.leaf("acpi");
                }
                // The older interrupt controller, which libvirt would choose for an emulated guest, ends at 8 processors.
                xml.leaf("gic", "version", spec.accelerator() == Accelerator.KVM ? "host" : "3");
                xml.end();
            }
        }
    }
}
