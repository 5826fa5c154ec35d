package dev.slipway.launcher.accelerator;

import static dev.slipway.host.machine.Architecture.ARM64;
import static dev.slipway.host.machine.Architecture.I386;
import static dev.slipway.host.machine.Architecture.X86_64;
import static dev.slipway.launcher.accelerator.Accelerator.KVM;
import static dev.slipway.launcher.accelerator.Accelerator.TCG;
import static dev.slipway.launcher.accelerator.KvmDevice.ACCESSIBLE;
import static dev.slipway.launcher.accelerator.KvmDevice.DENIED;
import static dev.slipway.launcher.accelerator.KvmDevice.MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceleratorChoiceTest {

    @Test
    void kvmIsChosenExactlyWhenEveryCheckAllowsIt() {
        for (Architecture host : Architecture.values()) {
            for (Architecture guest : Architecture.values()) {
                for (KvmDevice device : KvmDevice.values()) {
                    for (boolean flags : List.of(true, false)) {
                        for (boolean libvirt : List.of(true, false)) {
                            assertRow(host, guest, flags, device, libvirt);
                        }
                    }
                }
            }
        }
    }

    private static void assertRow(Architecture host, Architecture guest, boolean flags, KvmDevice device,
            boolean libvirt) {
        boolean runs = host == guest || host == X86_64 && guest == I386;
        boolean works = runs && (flags || host == ARM64) && device == ACCESSIBLE && libvirt;
        AcceleratorFacts facts = facts(host, guest, flags, device, Optional.empty());
        AcceleratorChoice choice = AcceleratorChoice.of(facts, () -> libvirt);
        assertEquals(works ? KVM : TCG, choice.accelerator(), facts + " libvirt " + libvirt);
        assertFalse(choice.reasons().isEmpty(), facts.toString());
        for (Reason reason : choice.reasons()) {
            assertTrue(reason.sentence().endsWith("."), reason.sentence());
        }

        AcceleratorFacts insisting = facts(host, guest, flags, device, Optional.of(KVM));
        if (works) {
            assertEquals(KVM, AcceleratorChoice.of(insisting, () -> libvirt).accelerator());
        } else {
            LauncherException e = assertThrows(LauncherException.class,
                    () -> AcceleratorChoice.of(insisting, () -> libvirt));
            assertEquals(LauncherError.INSUFFICIENT_CAPACITY, e.code());
        }
    }

    @Test
    void libvirtIsAskedOnlyWhenNothingElseSpeaksAgainstKvm() {
        for (AcceleratorFacts facts : List.of(
                facts(X86_64, X86_64, false, ACCESSIBLE, Optional.empty()),
                facts(X86_64, X86_64, true, MISSING, Optional.empty()),
                facts(X86_64, ARM64, true, ACCESSIBLE, Optional.empty()),
                facts(X86_64, X86_64, true, ACCESSIBLE, Optional.of(TCG)))) {
            assertEquals(TCG, AcceleratorChoice.of(facts, () -> fail("asked for " + facts)).accelerator());
        }
    }

    @Test
    void aProcessorWithoutTheFlagsIsNotTrustedWhateverLibvirtSays() {
        AcceleratorChoice choice = AcceleratorChoice.of(facts(X86_64, X86_64, false, ACCESSIBLE, Optional.empty()),
                () -> true);
        assertEquals(TCG, choice.accelerator());
        assertTrue(choice.reasons().get(0).sentence().contains("neither vmx nor svm"));
    }

    @Test
    void everyObstacleIsNamedWithTheCommandThatMendsIt() {
        AcceleratorChoice choice = AcceleratorChoice.of(facts(X86_64, X86_64, false, DENIED, Optional.empty()),
                () -> true);
        assertEquals(2, choice.reasons().size());
        assertEquals(new Reason("The user 'libvirt-qemu', whom QEMU runs as, may not open /dev/kvm.",
                Optional.of("chgrp kvm /dev/kvm && chmod 660 /dev/kvm && usermod -aG kvm libvirt-qemu")),
                choice.reasons().get(1));
    }

    @Test
    void insistingOnKvmWhereItFailsSaysWhyAndHow() {
        LauncherException e = assertThrows(LauncherException.class, () -> AcceleratorChoice.of(
                facts(ARM64, ARM64, false, MISSING, Optional.of(KVM)), () -> true));
        assertEquals("KVM was asked for and does not work here. There is no /dev/kvm.", e.getMessage());
        assertEquals(Optional.of("modprobe kvm"), e.hint());
    }

    private static AcceleratorFacts facts(Architecture host, Architecture guest, boolean flags, KvmDevice device,
            Optional<Accelerator> wanted) {
        return new AcceleratorFacts(host, guest, flags, device, "libvirt-qemu", wanted);
    }
}
