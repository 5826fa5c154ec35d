package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.accelerator.Accelerator;
import java.util.List;

/**
 * What a guest that runs Windows is given besides: a screen to look at, a pointer, clocks and a hypervisor it knows.
 * See docs/boot-modes.md for each and why. Nobody has run Windows on it yet.
 *
 * @param network the model of its network cards
 * @param tpm whether it has a TPM 2.0, which swtpm emulates; its content is kept by libvirt as long as the domain is
 */
public record WindowsGuest(CardModel network, boolean tpm) {

    /** What Windows' own kernel asks a hypervisor for, by libvirt's names; those that need others come after them. */
    private static final List<String> ENLIGHTENMENTS =
            List.of("relaxed", "vapic", "vpindex", "runtime", "synic", "stimer", "frequencies", "tlbflush", "ipi");
    /** What Windows' documentation has a hypervisor say to "do not spin for ever, tell me". */
    private static final String SPINLOCK_RETRIES = "8191";

    /** Writes what goes into {@code <features>}. QEMU's own emulator has none of it: only KVM answers these calls. */
    static void writeFeatures(Elements xml, DomainSpec spec) {
        if (!isEnlightened(spec)) {
            return;
        }
        xml.start("hyperv", "mode", "custom");
        for (String name : ENLIGHTENMENTS) {
            xml.leaf(name, "state", "on");
        }
        xml.leaf("spinlocks", "state", "on", "retries", SPINLOCK_RETRIES);
        xml.end();
    }

    /** Writes what goes into {@code <clock>}. */
    static void writeTimer(Elements xml, DomainSpec spec) {
        if (isEnlightened(spec)) {
            xml.leaf("timer", "name", "hypervclock", "present", "yes");
        }
    }

    /** Writes the USB controller and what is behind it. Without the tablet, the pointer seen is not where the guest's is. */
    static void writeInput(Elements xml, PciSlots slots) {
        xml.start("controller", "type", "usb", "index", "0", "model", "qemu-xhci");
        slots.writeNext(xml);
        xml.end();
        xml.leaf("input", "type", "tablet", "bus", "usb");
    }

    /** Writes the TPM, where there is one. */
    void writeTpm(Elements xml) {
        if (tpm) {
            xml.start("tpm", "model", "tpm-crb").leaf("backend", "type", "emulator", "version", "2.0").end();
        }
    }

    private static boolean isEnlightened(DomainSpec spec) {
        return spec.windows().isPresent() && spec.accelerator() == Accelerator.KVM
                && spec.architecture() != Architecture.ARM64;
    }
}
