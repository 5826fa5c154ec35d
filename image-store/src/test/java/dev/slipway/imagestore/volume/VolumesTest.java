package dev.slipway.imagestore.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private Volumes volumes;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        volumes = test.store.volumes();
    }

    @AfterEach
    void close() throws IOException {
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    @Test
    void aVolumeFromASnapshotIsAnOverlayThatMovesWithItsStore() throws IOException {
        Path raw = test.raw("disk.raw", 2, 1);
        Volume volume = make(VolumePlan.of(importSnapshot(raw), 1));
        assertEquals("../../layers/" + volume.layerId().orElseThrow() + "/disk.qcow2",
                QemuImg.info(test.layout.volumeDisk(volume.volumeId(), 0)).backingFile().orElseThrow());
        assertEquals(1L << 30, QemuImg.info(test.layout.volumeDisk(volume.volumeId(), 0)).virtualSizeBytes());

        StoreLayout moved = new StoreLayout(Files.move(test.layout.home(), folder.resolve("elsewhere")), "local-1");
        TestStore.qemuImg("compare", "-f", "raw", "-F", "qcow2", raw.toString(),
                moved.volumeDisk(volume.volumeId(), 0).toString());
        Files.move(moved.home(), test.layout.home());
    }

    @Test
    void aBlankVolumeIsEmpty() {
        Volume volume = make(VolumePlan.blank(3));
        assertEquals(3L << 30, QemuImg.info(test.layout.volumeDisk(volume.volumeId(), 0), DiskFormat.QCOW2).virtualSizeBytes());
        assertEquals(Optional.empty(), volume.snapshotId());
        assertEquals(List.of(volume), volumes.list(Query.all()));
    }

    @Test
    void aVolumeSmallerThanItsSnapshotIsRefusedInEc2sWords() throws IOException {
        TestStore.qemuImg("create", "-q", "-f", "qcow2", test.file("big.qcow2").toString(), "2G");
        Snapshot snapshot = importSnapshot(test.file("big.qcow2"));
        StoreException e = refused(StoreError.BLOCK_DEVICE_MAPPING, () -> VolumePlan.of(snapshot, 1));
        assertEquals("Volume of size 1GB is smaller than snapshot '" + snapshot.snapshotId() + "', expect size >= 2GB.",
                e.getMessage());
    }

    @Test
    void whatIsPreparedAndNotRecordedIsTakenBack() {
        VolumePlan plan = VolumePlan.blank(1);
        try (Rollback rollback = new Rollback()) {
            volumes.prepare(List.of(plan, VolumePlan.blank(1)), rollback);
            assertTrue(Files.exists(test.layout.volumeDisk(plan.volumeId(), 0)));
        }
        assertFalse(Files.exists(test.layout.volume(plan.volumeId())));
        assertEquals(List.of(), volumes.list(Query.all()));
    }

    @Test
    void anAttachedVolumeIsNeitherAttachedAgainNorDeleted() {
        VolumeId id = make(VolumePlan.blank(1)).volumeId();
        VolumeAttachment attachment = new VolumeAttachment("i-1", "/dev/sdb", Timestamp.now(), false);
        test.store.catalogue().change(c -> volumes.attach(c, id, attachment));
        assertEquals(VolumeState.IN_USE, volumes.describe(List.of(id)).get(0).state());
        assertEquals(1, volumes.list(Query.all().where("instance", "i-1")).size());
        refused(StoreError.VOLUME_IN_USE, () -> test.store.catalogue().change(c -> volumes.attach(c, id, attachment)));
        refused(StoreError.VOLUME_IN_USE, () -> volumes.delete(id));
        test.store.catalogue().change(c -> volumes.detach(c, id));
        volumes.delete(id);
        assertFalse(Files.exists(test.layout.volume(id)));
        refused(StoreError.VOLUME_NOT_FOUND, () -> volumes.delete(id));
    }

    @Test
    void aDeletionThatWasMarkedIsFinishedWhateverWasDone() throws IOException {
        VolumeId id = make(VolumePlan.blank(1)).volumeId();
        test.store.catalogue().change(c -> {
            volumes.markDeleting(c, id);
            return null;
        });
        refused(StoreError.VOLUME_STATE, () -> volumes.delete(id));
        Files.delete(test.layout.volumeDisk(id, 0));
        volumes.deleteMarked(id);
        volumes.deleteMarked(id);
        assertFalse(Files.exists(test.layout.volume(id)));
        assertEquals(List.of(), volumes.list(Query.all()));
    }

    @Test
    void volumesOfOthersAreNotFound() {
        VolumeId id = make(VolumePlan.blank(1)).volumeId();
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            refused(StoreError.VOLUME_NOT_FOUND, () -> bob.volumes().describe(List.of(id)));
            refused(StoreError.VOLUME_NOT_FOUND, () -> bob.volumes().delete(id));
            assertEquals(List.of(), bob.volumes().list(Query.all()));
            // What a command of the owner's left undone, the next one finishes, whoever gives it.
            bob.catalogue().change(c -> {
                bob.volumes().markDeleting(c, id);
                return null;
            });
            bob.volumes().deleteMarked(id);
        }
        assertEquals(List.of(), volumes.list(Query.all()));
    }

    private Snapshot importSnapshot(Path disk) {
        return test.store.snapshots().ofImage(test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(disk), Progress.NONE).rootVolume().orElseThrow().snapshotId());
    }

    private Volume make(VolumePlan plan) {
        try (Rollback rollback = new Rollback()) {
            Volume volume = volumes.prepare(List.of(plan), rollback).get(0);
            test.store.catalogue().change(c -> c.insert(Volume.TABLE, volume));
            rollback.commit();
            return volume;
        }
    }

    private static StoreException refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
