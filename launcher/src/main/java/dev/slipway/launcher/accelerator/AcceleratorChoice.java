package dev.slipway.launcher.accelerator;

import static dev.slipway.launcher.accelerator.Accelerator.KVM;
import static dev.slipway.launcher.accelerator.Accelerator.TCG;
import static dev.slipway.launcher.errors.LauncherError.INSUFFICIENT_CAPACITY;
import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The accelerator a guest gets, and why: KVM when it works, not when {@code /dev/kvm} exists.
 *
 * @param reasons every check that speaks against KVM, or one sentence for it
 */
public record AcceleratorChoice(Accelerator accelerator, List<Reason> reasons) {

    public AcceleratorChoice {
        requireNonNull(accelerator, "accelerator");
        reasons = List.copyOf(reasons);
    }

    /**
     * Chooses. libvirt is asked only when nothing else speaks against KVM: its answer takes longer than all the rest,
     * and it says "kvm" on hosts where no guest of KVM's ever runs.
     *
     * @param libvirtOffersKvm whether libvirt's domain capabilities list KVM for the guest
     * @throws LauncherException {@code InsufficientInstanceCapacity} when the user insists on KVM and it does not work
     */
    public static AcceleratorChoice of(AcceleratorFacts facts, BooleanSupplier libvirtOffersKvm) {
        if (facts.wanted().filter(TCG::equals).isPresent()) {
            return new AcceleratorChoice(TCG, List.of(Reason.of("Emulation was asked for.")));
        }
        List<Reason> against = against(facts);
        if (against.isEmpty() && !libvirtOffersKvm.getAsBoolean()) {
            against.add(Reason.of("libvirt does not offer KVM for " + facts.guest() + " guests.",
                    "slipway doctor"));
        }
        if (against.isEmpty()) {
            return new AcceleratorChoice(KVM, List.of(Reason.of("KVM works on this host.")));
        }
        if (facts.wanted().isPresent()) {
            throw refused(against);
        }
        return new AcceleratorChoice(TCG, against);
    }

    private static List<Reason> against(AcceleratorFacts facts) {
        List<Reason> against = new ArrayList<>();
        if (!facts.sameProcessor()) {
            // The rest says nothing then: no setting of this host makes its processor another.
            against.add(Reason.of("The guest is " + facts.guest() + " and the host is " + facts.host() + "."));
            return against;
        }
        if (facts.host() != Architecture.ARM64 && !facts.processorVirtualizes()) {
            against.add(Reason.of("The processor shows neither vmx nor svm: virtualization is off in the firmware, or this "
                    + "host is itself a guest without nested virtualization."));
        }
        switch (facts.device()) {
            case MISSING -> against.add(Reason.of("There is no /dev/kvm.",
                    facts.host() == Architecture.ARM64 ? "modprobe kvm" : "modprobe kvm_intel || modprobe kvm_amd"));
            case DENIED -> against.add(Reason.of("The user '" + facts.qemuUser() + "', whom QEMU runs as, may not open "
                    + "/dev/kvm.", "chgrp kvm /dev/kvm && chmod 660 /dev/kvm && usermod -aG kvm " + facts.qemuUser()));
            case ACCESSIBLE -> {
            }
        }
        return against;
    }

    private static LauncherException refused(List<Reason> against) {
        StringBuilder sentence = new StringBuilder("KVM was asked for and does not work here.");
        String remedy = null;
        for (Reason reason : against) {
            sentence.append(' ').append(reason.sentence());
            remedy = remedy == null ? reason.remedy().orElse(null) : remedy;
        }
        return new LauncherException(INSUFFICIENT_CAPACITY, sentence.toString(), remedy);
    }
}
