package dev.slipway.imagestore.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Killed processes and a full disk: the volume always has its data, and nothing else is left. */
class SnapshotBadLuckTest extends SnapshotLab {

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "SNAPSHOT_STAGED", "SNAPSHOT_RECORDED", "SNAPSHOT_SWITCHED"})
    void ofAVolumeThatNobodyWritesNothingIsLeftBeforeTheCommit(Failpoint failpoint) throws IOException {
        VolumeId id = written();
        List<String> files = test.filesInPlace();
        die(failpoint, id);
        test.store.operations().recover();
        assertEquals(files, test.filesInPlace());
        assertEquals(List.of(), snapshots());
        write(id, 0, 2);
        assertHolds(id, 0, 2);
    }

    @Test
    void afterTheCommitItIsComplete() {
        VolumeId id = written();
        die(Failpoint.SNAPSHOT_COMMITTED, id);
        test.store.operations().recover();
        assertComplete(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT_RECORDED", "SNAPSHOT_SWITCHED"})
    void aGuestThatWentOnInTheOverlayMakesItComplete(Failpoint failpoint) {
        VolumeId id = written();
        attach(id);
        die(failpoint, id);
        FakeGuest guest = new FakeGuest();
        guest.switched.put(id, test.layout.volumeDisk(id, 1));
        test.store.runBy(guest);
        test.store.operations().recover();
        assertComplete(id);
    }

    @Test
    void anOverlayThatWasWrittenMakesItCompleteThoughTheHypervisorForgot() {
        VolumeId id = written();
        attach(id);
        die(Failpoint.SNAPSHOT_SWITCHED, id);
        write(test.layout.volumeDisk(id, 1), 5, 9);
        test.store.operations().recover();
        assertHolds(id, 5, 9);
        assertComplete(id);
    }

    @Test
    void aGuestThatStayedWhereItWasUndoesIt() throws IOException {
        VolumeId id = written();
        attach(id);
        List<String> files = test.filesInPlace();
        die(Failpoint.SNAPSHOT_RECORDED, id);
        // What it wrote meanwhile to the file that has two names is kept.
        write(test.layout.volumeDisk(id, 0), 1, 4);
        test.store.operations().recover();
        assertEquals(files, test.filesInPlace());
        assertEquals(List.of(), snapshots());
        assertHolds(id, 0, 1);
        assertHolds(id, 1, 4);
    }

    @Test
    void whoeverWantsTheVolumeNextSettlesTheDeadOneFirst() {
        VolumeId id = written();
        die(Failpoint.SNAPSHOT_RECORDED, id);
        Snapshot second = snapshot(id);
        assertEquals(List.of(second), snapshots());
        assertHolds(second, 0, 1);
    }

    @Test
    void aVolumeOfWorkInFlightIsWaitedFor() throws Exception {
        VolumeId id = written();
        test.store.operations().register("work", operation -> { });
        RunningOperation work = test.store.operations().begin("work", Map.of(), List.of(), List.of(id.value()));
        Thread deletion = new Thread(() -> test.store.volumes().delete(id));
        deletion.start();
        deletion.join(200);
        assertEquals(1, test.store.volumes().list(Query.all()).size());
        work.close();
        deletion.join(Duration.ofSeconds(30).toMillis());
        assertEquals(0, test.store.volumes().list(Query.all()).size());
    }

    @Test
    void aVolumeWhoseMakerDiesIsNotThere() throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, Failpoint.VOLUME_MADE, "create-volume"));
        test.store.operations().recover();
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void aVolumeThatGrewBeforeItsCommandDiedHasGrown() {
        VolumeId id = written();
        assertEquals(Failpoint.EXIT,
                DoomedProcess.run(test.layout, Failpoint.VOLUME_GROWN, "grow-volume", id.value()));
        test.store.operations().recover();
        assertEquals(2, now(id).size());
        assertHolds(id, 0, 1);
    }

    @Test
    void aFullDiskRefusesASnapshotAndLeavesTheVolume() throws IOException {
        Path small = Files.createDirectories(folder.resolve("small"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small.toString()), Duration.ofSeconds(10));
        try (TestStore full = new TestStore(small)) {
            Volume volume = full.store.volumes().create(VolumePlan.blank(1));
            write(full.layout.volumeDisk(volume.volumeId(), 0), 0, 1);
            List<String> files = full.filesInPlace();
            fill(small.resolve("filler"));
            HostException e = assertThrows(HostException.class, () -> full.store.volumeSnapshots().take(
                    new SnapshotRequest(List.of(volume.volumeId()), Optional.empty(), List.of(), false)));
            assertEquals(HostError.NO_SPACE, e.kind(), e.getMessage());
            Files.delete(small.resolve("filler"));
            assertEquals(files, full.filesInPlace());
            assertEquals(List.of(), full.leftovers());
        } finally {
            Subprocess.run(List.of("umount", small.toString()), Duration.ofSeconds(10));
        }
    }

    private VolumeId written() {
        VolumeId id = blank().volumeId();
        write(id, 0, 1);
        return id;
    }

    private void die(Failpoint failpoint, VolumeId id) {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, failpoint, "snapshot", id.value()));
    }

    private void assertComplete(VolumeId id) {
        assertEquals(1, now(id).generation());
        assertEquals(SnapshotState.COMPLETED, snapshots().get(0).state());
        write(id, 0, 2);
        assertHolds(snapshots().get(0), 0, 1);
        assertHolds(id, 0, 2);
    }

    /** To the last byte but a few: the catalogue may still write what it must. */
    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            long left = filler.getParent().toFile().getUsableSpace() - (512 << 10);
            byte[] block = new byte[4096];
            for (long written = 0; written < left; written += block.length) {
                out.write(block);
            }
        }
    }
}
