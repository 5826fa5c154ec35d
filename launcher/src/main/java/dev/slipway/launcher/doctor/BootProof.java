package dev.slipway.launcher.doctor;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.boot.ConsoleFile;
import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.GuestCondition;
import dev.slipway.launcher.boot.ReadinessWait;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.domain.DiskBoot;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.domain.DomainUuid;
import dev.slipway.launcher.domain.DomainXml;
import dev.slipway.launcher.domain.InstanceIdentity;
import dev.slipway.launcher.domain.SerialConsole;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Boots a guest without a disk, and waits for its firmware to say that there is nothing to boot: then QEMU starts,
 * the accelerator executes instructions, and the console is logged. An accelerator that only seems to be there fails here.
 */
final class BootProof {

    private static final int MEMORY_MIB = 32;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** libvirt looks every 200 ms whether a process is gone. */
    private static final long QUICK_END_MILLIS = 900;

    private final Hypervisor hypervisor;
    private final StoreLayout layout;

    BootProof(Hypervisor hypervisor, StoreLayout layout) {
        this.hypervisor = hypervisor;
        this.layout = layout;
    }

    List<Check> run(Accelerator accelerator) {
        InstanceId id = InstanceId.next();
        Path folder = layout.instance(id);
        long begin = System.nanoTime();
        try {
            Files.createDirectories(folder);
            Path console = folder.resolve("console.log");
            Booted booted = boot(spec(id, accelerator, console), console);
            return List.of(judge(booted.verdict, accelerator, begin), judgeEnd(booted.endMillis));
        } catch (SlipwayException e) {
            return List.of(Check.failed("boot", e.getMessage(), e.hint()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Check.failed("boot", "The test boot was interrupted.", Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DurableFiles.delete(folder);
        }
    }

    private record Booted(Verdict verdict, long endMillis) {
    }

    private Booted boot(DomainSpec spec, Path console) throws InterruptedException {
        try (GuestDomain domain = hypervisor.define(DomainXml.of(spec))) {
            try {
                domain.start();
                Verdict verdict = new ReadinessWait(new ConsoleFile(console, 0), Duration.ZERO, List.of(new Goal.Reach(Stage.LOGIN)),
                        Deadlines.of(DEADLINE), () -> domain.isActive() ? GuestCondition.RUNNING : GuestCondition.DIED,
                        List.of(), text -> { }).await();
                long begin = System.nanoTime();
                domain.destroy();
                return new Booted(verdict, millisSince(begin));
            } finally {
                domain.destroy();
                domain.undefine();
            }
        }
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** QEMU leaves its parent, and libvirt takes it for running until somebody has collected what is left of its process. */
    private static Check judgeEnd(long millis) {
        if (millis <= QUICK_END_MILLIS) {
            return Check.ok("end", "It was gone in " + millis + " ms.");
        }
        return Check.warning("end", "It took " + millis + " ms to be gone: the first process of this system does not collect the ends"
                + " of others at once, and each guest's end takes so long.",
                Optional.of("docker run --init, or end libvirtd and start it by: setsid --fork tini -s -- libvirtd"));
    }

    private static Check judge(Verdict verdict, Accelerator accelerator, long begin) {
        long millis = millisSince(begin);
        if (verdict instanceof Verdict.Failed failed && failed.cause() == FailureCause.NOTHING_BOOTABLE) {
            return Check.ok("boot", "A guest without a disk ran its firmware to the end, on " + accelerator.word() + ", in "
                    + millis + " ms.");
        }
        return Check.failed("boot", "A guest without a disk did not run its firmware on " + accelerator.word() + " within "
                + DEADLINE.toSeconds() + " s.", accelerator == Accelerator.KVM
                ? Optional.of("export SLIPWAY_ACCELERATOR=tcg") : Optional.empty());
    }

    private DomainSpec spec(InstanceId id, Accelerator accelerator, Path console) {
        return new DomainSpec(id.value(), DomainUuid.of(id.value()),
                new InstanceIdentity(id.value(), "doctor", "doctor", layout.region(), "doctor"),
                Architecture.X86_64, accelerator, MEMORY_MIB, 1, new DiskBoot(), List.of(), List.of(),
                new SerialConsole(console), Optional.empty(), Display.NONE, false, Optional.empty());
    }
}
