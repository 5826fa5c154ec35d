package dev.slipway.launcher.domain;

import dev.slipway.launcher.accelerator.Accelerator;
import java.util.List;

/** {@code <cpu>}: the host's own processor on KVM; emulated, one that guests of today run on and that is quick. */
final class CpuElement {

    /**
     * What distributions of today ask for beyond {@code qemu64}. That model says it is AMD's: kernels then leave out
     * the page table isolation that Intel's of its age need, and that costs an emulator a flush at every system call.
     */
    private static final List<String> X86_64_V2 = List.of("lahf_lm", "popcnt", "sse4.1", "sse4.2", "ssse3");

    private CpuElement() {
    }

    static void write(Elements xml, DomainSpec spec) {
        if (spec.accelerator() == Accelerator.KVM) {
            xml.leaf("cpu", "mode", "host-passthrough", "check", "none");
            return;
        }
        switch (spec.architecture()) {
            case I386 -> model(xml, "qemu32", List.of());
            case X86_64 -> model(xml, "qemu64", X86_64_V2);
            case ARM64 -> model(xml, "cortex-a72", List.of());
        }
    }

    private static void model(Elements xml, String model, List<String> features) {
        xml.start("cpu", "mode", "custom", "match", "exact", "check", "none");
        xml.text("model", model, "fallback", "forbid");
        for (String feature : features) {
            xml.leaf("feature", "policy", "require", "name", feature);
        }
        xml.end();
    }
}
