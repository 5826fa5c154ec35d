package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.disk.BlockJob;
import dev.slipway.host.libvirt.disk.CopyOption;
import dev.slipway.host.libvirt.disk.DiskSnapshot;
import dev.slipway.host.libvirt.disk.DomainDisks;
import dev.slipway.host.libvirt.disk.SnapshotOption;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DomainDisksIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aSnapshotGrowsTheChainAndAnActiveCommitShrinksIt() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            Path base = scratch.disk();
            DomainDisks disks = scratch.start().disks();
            Path overlay = scratch.folder.resolve("overlay.qcow2");
            disks.snapshot(List.of(new DiskSnapshot("vda", overlay, DiskFormat.QCOW2)), Set.of());
            assertEquals(List.of(overlay, base), disks.chain("vda"));

            BlockJob job = disks.commitActive("vda", base);
            job.awaitReady(SOON, Progress.NONE);
            job.pivot();
            job.awaitEnd(SOON, Progress.NONE);
            assertEquals(List.of(base), disks.chain("vda"));
            assertTrue(job.progress().isEmpty());
        }
    }

    @Test
    void aMiddleLayerIsCommittedAndTheRestPulled() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            Path base = scratch.disk();
            DomainDisks disks = scratch.start().disks();
            Path middle = scratch.folder.resolve("middle.qcow2");
            Path top = scratch.folder.resolve("top.qcow2");
            disks.snapshot(List.of(new DiskSnapshot("vda", middle, DiskFormat.QCOW2)), Set.of());
            disks.snapshot(List.of(new DiskSnapshot("vda", top, DiskFormat.QCOW2)), Set.of());
            assertEquals(List.of(top, middle, base), disks.chain("vda"));

            disks.commit("vda", middle, base).awaitEnd(SOON, Progress.NONE);
            assertEquals(List.of(top, base), disks.chain("vda"));

            disks.pull("vda").awaitEnd(SOON, Progress.NONE);
            assertEquals(List.of(top), disks.chain("vda"));
        }
    }

    @Test
    void anOverlayThatIsThereIsUsed() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            Path base = scratch.disk();
            DomainDisks disks = scratch.start().disks();
            Path overlay = scratch.folder.resolve("ready.qcow2");
            // -u: QEMU holds a lock on the base, and the size is given.
            ScratchDomain.command("qemu-img", "create", "-q", "-u", "-f", "qcow2", "-F", "qcow2", "-b", base.toString(), overlay.toString(), "4M");
            disks.snapshot(List.of(new DiskSnapshot("vda", overlay, DiskFormat.QCOW2)), Set.of(SnapshotOption.REUSE_FILES));
            assertEquals(List.of(overlay, base), disks.chain("vda"));
        }
    }

    @Test
    void aCopyTakesOverOrStaysBehind() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            Path base = scratch.disk();
            DomainDisks disks = scratch.start().disks();
            Path first = scratch.folder.resolve("first.qcow2");
            BlockJob job = disks.copy("vda", first, DiskFormat.QCOW2, Set.of());
            job.awaitReady(SOON, Progress.NONE);
            job.cancel();
            job.cancel();
            assertEquals(List.of(base), disks.chain("vda"));

            Path second = scratch.folder.resolve("second.qcow2");
            job = disks.copy("vda", second, DiskFormat.QCOW2, Set.of(CopyOption.SHALLOW));
            job.awaitReady(SOON, Progress.NONE);
            job.pivot();
            assertEquals(List.of(second), disks.chain("vda"));
        }
    }

    @Test
    void aDiskGrowsWhileTheGuestRuns() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            scratch.disk();
            GuestDomain domain = scratch.start();
            domain.disks().resize("vda", 8L << 20);
            assertEquals(8L << 20, domain.stats().disks().get(0).capacityBytes());
        }
    }

    @Test
    void aDiskThatIsNotThereIsNamed() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            DomainDisks disks = scratch.start().disks();
            HostException thrown = assertThrows(HostException.class, () -> disks.resize("vdz", 1 << 20));
            assertEquals(HostError.HYPERVISOR_FAILED, thrown.kind());
            assertTrue(thrown.getMessage().contains("vdz"), thrown::getMessage);
        }
    }
}
