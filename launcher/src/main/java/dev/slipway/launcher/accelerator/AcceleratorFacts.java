package dev.slipway.launcher.accelerator;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import java.util.Optional;

/**
 * What is cheap to know before a guest is given an accelerator.
 *
 * @param processorVirtualizes whether the host's processor shows {@code vmx} or {@code svm}; looked at on x86 only
 * @param qemuUser whom QEMU runs as, for the reason given when the device is denied
 * @param wanted what the user insists on; nothing to have it chosen
 */
public record AcceleratorFacts(Architecture host, Architecture guest, boolean processorVirtualizes, KvmDevice device,
        String qemuUser, Optional<Accelerator> wanted) {

    public AcceleratorFacts {
        requireNonNull(host, "host");
        requireNonNull(guest, "guest");
        requireNonNull(device, "device");
        requireNonNull(qemuUser, "qemuUser");
        requireNonNull(wanted, "wanted");
    }

    /** Whether the host's processor can run the guest's instructions at all. */
    boolean sameProcessor() {
        return host == guest || host == Architecture.X86_64 && guest == Architecture.I386;
    }
}
