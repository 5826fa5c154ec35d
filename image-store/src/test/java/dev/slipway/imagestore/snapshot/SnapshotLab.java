package dev.slipway.imagestore.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.process.Subprocess;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store with volumes whose content can be written and read, as patterns of one byte. */
abstract class SnapshotLab {

    static final String INSTANCE = "i-0123456789abcdef0";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;
    TestStore test;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
    }

    @AfterEach
    void nothingLiesAbout() throws IOException {
        assertEquals(List.of(), test.store.operations().recover());
        assertEquals(List.of(), test.leftovers());
        List<String> files = test.filesInPlace();
        test.store.sweep().run();
        assertEquals(files, test.filesInPlace(), "nothing was left to sweep");
        test.close();
    }

    Volume blank() {
        return test.store.volumes().create(VolumePlan.blank(1));
    }

    Volume from(Snapshot snapshot) {
        return test.store.volumes().create(VolumePlan.of(snapshot, snapshot.volumeSize()));
    }

    Snapshot snapshot(VolumeId volume) {
        return take(volume).snapshots().get(0);
    }

    TakenSnapshots take(VolumeId... volumes) {
        return test.store.volumeSnapshots().take(new SnapshotRequest(
                List.of(volumes), Optional.of("a snapshot"), List.of(), false));
    }

    void attach(VolumeId id) {
        test.store.catalogue().change(c -> test.store.volumes().attach(c, id,
                new VolumeAttachment(INSTANCE, "/dev/sdb", Timestamp.now(), false)));
    }

    void detach(VolumeId id) {
        test.store.catalogue().change(c -> test.store.volumes().detach(c, id));
    }

    Volume now(VolumeId id) {
        return test.store.volumes().describe(List.of(id)).get(0);
    }

    Path disk(VolumeId id) {
        return test.layout.volumeDisk(id, now(id).generation());
    }

    /** Fills one MiB of a volume with a byte. */
    void write(VolumeId id, int mib, int value) {
        write(disk(id), mib, value);
    }

    static void write(Path disk, int mib, int value) {
        Subprocess.run(List.of("qemu-io", "-f", "qcow2", "-c", "write -q -P " + value + " " + mib + "M 1M",
                disk.toString()), SOON);
    }

    /** Fails unless one MiB of a volume is full of a byte. */
    void assertHolds(VolumeId id, int mib, int value) {
        String said = Subprocess.run(List.of("qemu-io", "-r", "-f", "qcow2", "-c",
                "read -q -P " + value + " " + mib + "M 1M", disk(id).toString()), SOON).stdout();
        assertEquals("", said, id + " at " + mib + " MiB");
    }

    /** Fails unless a snapshot has a byte at a place: what a volume of it has there. */
    void assertHolds(Snapshot snapshot, int mib, int value) {
        VolumeId id = from(snapshot).volumeId();
        assertHolds(id, mib, value);
        test.store.volumes().delete(id);
    }

    List<Snapshot> snapshots() {
        return test.store.snapshots().list(Query.all());
    }

    static StoreException refused(StoreError error, Runnable work) {
        StoreException e = Assertions.assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
