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
            xml.start("cpu", "mode", "host-passthrough", "check", "none");
            topology(xml, spec);
            xml.end();
            return;
        }
        switch (spec.architecture()) {
            case I386 -> model(xml, spec, "qemu32", List.of());
            case X86_64 -> model(xml, spec, "qemu64", X86_64_V2);
            case ARM64 -> model(xml, spec, "cortex-a72", List.of());
        }
    }

    /** One socket: libvirt would make each processor one, and some systems are licensed for few. */
    private static void topology(Elements xml, DomainSpec spec) {
        if (spec.vcpus() > 1) {
            xml.leaf("topology", "sockets", "1", "dies", "1",
                    "cores", Integer.toString(spec.vcpus() / spec.threadsPerCore()),
                    "threads", Integer.toString(spec.threadsPerCore()));
        }
    }

    private static void model(Elements xml, DomainSpec spec, String model, List<String> features) {
        xml.start("cpu", "mode", "custom", "match", "exact", "check", "none");
        xml.text("model", model, "fallback", "forbid");
        topology(xml, spec);
        for (String feature : features) {
            xml.leaf("feature", "policy", "require", "name", feature);
        }
        xml.end();
    }
}
