package dev.slipway.launcher.domain;

import dev.slipway.launcher.accelerator.Accelerator;

/** {@code <cpu>}: the host's own processor on KVM; emulated, one that guests of today run on and that is quick. */
final class CpuElement {

    private CpuElement() {
    }

    static void write(Elements xml, DomainSpec spec) {
        if (spec.accelerator() == Accelerator.KVM) {
            xml.leaf("cpu", "mode", "host-passthrough", "check", "none");
            return;
        }
        String model = switch (spec.architecture()) {
            case I386 -> "qemu32";
            // The oldest with everything that distributions ask for as x86-64-v2.
            case X86_64 -> "Nehalem";
            case ARM64 -> "cortex-a72";
        };
        xml.element("cpu", () -> xml.text("model", model, "fallback", "forbid"),
                "mode", "custom", "match", "exact", "check", "none");
    }
}
