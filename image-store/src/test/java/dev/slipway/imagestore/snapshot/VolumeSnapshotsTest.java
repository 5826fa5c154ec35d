package dev.slipway.imagestore.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Snapshots hold what there was, volumes go on, and whatever is deleted harms nobody. */
class VolumeSnapshotsTest extends SnapshotLab {

    @Test
    void aSnapshotHoldsTheMomentAndTheVolumeGoesOn() throws IOException {
        VolumeId id = blank().volumeId();
        write(id, 0, 1);
        Snapshot first = snapshot(id);
        assertEquals(SnapshotState.COMPLETED, first.state());
        assertEquals(Optional.of(id), first.volumeId());
        assertHolds(id, 0, 1);
        write(id, 0, 2);
        Snapshot second = snapshot(id);
        write(id, 0, 3);
        assertHolds(first, 0, 1);
        assertHolds(second, 0, 2);
        assertHolds(id, 0, 3);
        assertEquals("disk-2.qcow2", disk(id).getFileName().toString());
        assertEquals(Set.of("disk-2.qcow2", StoreLayout.VOLUME_RECORD), Set.of(disk(id).getParent().toFile().list()));
        assertEquals("r--r--r--", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(test.layout.layerDisk(first.layerId()))));
        test.store.volumes().delete(id);
        assertHolds(first, 0, 1);
        assertHolds(second, 0, 2);
    }

    @Test
    void snapshotsAndVolumesAreDeletedInAnyOrder() throws IOException {
        VolumeId id = blank().volumeId();
        List<Snapshot> taken = new ArrayList<>();
        for (int value = 1; value <= 4; value++) {
            write(id, 0, value);
            taken.add(snapshot(id));
        }
        VolumeId made = from(taken.get(2)).volumeId();
        test.store.snapshots().delete(taken.get(1).snapshotId());
        assertHolds(taken.get(0), 0, 1);
        test.store.snapshots().delete(taken.get(3).snapshotId());
        assertHolds(id, 0, 4);
        test.store.volumes().delete(id);
        test.store.snapshots().delete(taken.get(2).snapshotId());
        assertHolds(made, 0, 3);
        test.store.snapshots().delete(taken.get(0).snapshotId());
        assertHolds(made, 0, 3);
        test.store.volumes().delete(made);
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void volumesOfOneInstanceAreSnapshotTogether() {
        VolumeId root = blank().volumeId();
        VolumeId data = blank().volumeId();
        attach(root);
        attach(data);
        write(root, 0, 1);
        write(data, 0, 2);
        FakeGuest guest = new FakeGuest();
        test.store.runBy(guest);
        TakenSnapshots taken = take(root, data);
        assertEquals(Consistency.FROZEN, taken.consistency());
        assertEquals(List.of(disk(root), disk(data)), List.copyOf(guest.switched.values()));
        assertEquals(List.of(INSTANCE, INSTANCE), guest.moved);
        assertHolds(taken.snapshots().get(0), 0, 1);
        assertHolds(taken.snapshots().get(1), 0, 2);
    }

    @Test
    void aGuestThatCannotBeSwitchedLeavesAllAsItWas() throws IOException {
        VolumeId id = blank().volumeId();
        attach(id);
        write(id, 0, 1);
        List<String> files = test.filesInPlace();
        FakeGuest guest = new FakeGuest();
        guest.failure = new HostException(HostError.HYPERVISOR_FAILED, "libvirt says no.");
        test.store.runBy(guest);
        assertEquals(guest.failure, assertThrows(HostException.class, () -> take(id)));
        assertEquals(files, test.filesInPlace());
        assertEquals(List.of(), snapshots());
        assertHolds(id, 0, 1);
    }

    @Test
    void whatIsPartOfSomethingGreaterGoesWithIt() throws IOException {
        VolumeId id = blank().volumeId();
        write(id, 0, 1);
        List<String> files = test.filesInPlace();
        IllegalStateException failure = new IllegalStateException("the rest failed");
        assertEquals(failure, assertThrows(IllegalStateException.class, () -> test.store.volumeSnapshots().takePart(
                request(id), (change, snapshots) -> {
                    throw failure;
                })));
        assertEquals(files, test.filesInPlace());
        assertEquals(List.of(), snapshots());
        // When the guest is over there, the volume stays there, and the snapshot still goes.
        attach(id);
        test.store.runBy(new FakeGuest());
        assertThrows(IllegalStateException.class, () -> test.store.volumeSnapshots().takePart(
                request(id), (change, snapshots) -> {
                    throw failure;
                }));
        assertEquals(List.of(), snapshots());
        assertEquals(1, now(id).generation());
        assertHolds(id, 0, 1);
    }

    @Test
    void tagsOfTheVolumeAreCopiedWhenThatIsAskedFor() {
        VolumeId id = test.store.volumes().create(new VolumePlan(VolumeId.next(), Optional.empty(), 1, "gp3",
                List.of(new Tag("Name", "data"), new Tag("Env", "test")))).volumeId();
        assertEquals(List.of(), snapshot(id).tags());
        assertEquals(List.of(new Tag("Name", "mine"), new Tag("Env", "test")), test.store.volumeSnapshots().take(
                new SnapshotRequest(List.of(id), Optional.empty(), List.of(new Tag("Name", "mine")), true))
                .snapshots().get(0).tags());
    }

    @Test
    void volumesOfNobodyOfOthersAndOfTwoInstancesAreRefused() throws IOException {
        VolumeId id = blank().volumeId();
        VolumeId other = blank().volumeId();
        attach(other);
        refused(StoreError.VOLUME_NOT_FOUND, () -> take(VolumeId.next()));
        refused(StoreError.PARAMETER_COMBINATION, () -> take(id, other));
        refused(StoreError.PARAMETER_VALUE,
                () -> new SnapshotRequest(List.of(id), Optional.of("x".repeat(256)), List.of(), false));
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            StoreException e = refused(StoreError.VOLUME_NOT_FOUND, () -> bob.volumeSnapshots().take(request(id)));
            assertEquals("The volume '" + id + "' does not exist.", e.getMessage());
        }
    }

    @Test
    void aVolumeThatGrewHasALargerSnapshot() {
        VolumeId id = blank().volumeId();
        write(id, 0, 1);
        Snapshot small = snapshot(id);
        assertEquals(1, test.store.volumeGrowth().grow(id, 3).size());
        write(id, 2048, 7);
        Snapshot large = snapshot(id);
        assertEquals(1, small.volumeSize());
        assertEquals(3, large.volumeSize());
        assertHolds(large, 0, 1);
        assertHolds(large, 2048, 7);
        assertHolds(small, 0, 1);
        refused(StoreError.PARAMETER_VALUE, () -> test.store.volumeGrowth().grow(id, 3));
        refused(StoreError.PARAMETER_VALUE, () -> test.store.volumeGrowth().grow(id, 65537));
    }

    @Test
    void aSnapshotThatIsDeletedWhilePendingLeavesTheVolumeWhole() throws IOException {
        VolumeId id = blank().volumeId();
        attach(id);
        write(id, 0, 1);
        FakeGuest guest = new FakeGuest();
        guest.meanwhile = () -> test.store.snapshots().delete(snapshots().get(0).snapshotId());
        test.store.runBy(guest);
        assertEquals(List.of(), take(id).snapshots());
        assertHolds(id, 0, 1);
        assertFalse(Files.exists(test.layout.volumeDisk(id, 0)));
        detach(id);
        test.store.volumes().delete(id);
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void aLayerKnowsItsParentAndItsSize() {
        VolumeId id = blank().volumeId();
        Snapshot first = snapshot(id);
        Snapshot second = snapshot(id);
        List<Layer> layers = new ArrayList<>();
        test.store.catalogue().read(r -> r.list(Layer.TABLE, Query.all())).forEach(l -> layers.add(l.document()));
        assertEquals(Optional.empty(), layers.get(0).parent());
        assertEquals(Optional.of(first.layerId()), layers.get(1).parent());
        assertEquals(second.layerId(), now(id).layerId().orElseThrow());
        assertTrue(layers.get(1).fileSizeBytes() > 0);
        assertEquals(1L << 30, layers.get(1).virtualSizeBytes());
    }

    private static SnapshotRequest request(VolumeId id) {
        return new SnapshotRequest(List.of(id), Optional.empty(), List.of(), false);
    }

}
