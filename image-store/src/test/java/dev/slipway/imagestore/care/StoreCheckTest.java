package dev.slipway.imagestore.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be wrong with a store is found, and what is not wrong is not. */
class StoreCheckTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private Image image;
    private Snapshot snapshot;
    private Volume volume;

    @BeforeEach
    void fill() throws IOException {
        test = new TestStore(folder);
        image = test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        snapshot = test.store.snapshots().ofImage(image.rootVolume().orElseThrow().snapshotId());
        volume = test.store.volumes().create(VolumePlan.of(snapshot, 1));
        assertEquals(List.of(), test.store.check().run().findings());
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void missingFilesAreFound() throws IOException {
        Files.delete(test.layout.layerDisk(snapshot.layerId()));
        Files.delete(test.layout.volumeDisk(volume.volumeId(), 0));
        assertEquals(Set.of(FindingKind.FILE_MISSING), kinds());
        assertEquals(2, test.store.check().run().findings().size());
        assertFalse(test.store.check().run().isClean());
    }

    @Test
    void aLayerThatIsShorterOrCanBeWrittenIsFound() throws IOException {
        Path disk = test.layout.layerDisk(snapshot.layerId());
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(Set.of(FindingKind.FILE_MODE), kinds());
        repair();
        assertEquals(Set.of(), kinds());
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rw-r--r--"));
        TestStore.truncate(disk, 100);
        assertEquals(EnumSet.of(FindingKind.FILE_MODE, FindingKind.FILE_SIZE), kinds());
    }

    @Test
    void filesThatNothingSpeaksOfAreFoundAndSwept() throws IOException {
        List<String> before = test.filesInPlace();
        Files.createDirectories(test.layout.layer(LayerId.next()));
        Files.writeString(test.layout.imageRecord(ImageId.nextMachine()), "{}");
        Files.createDirectories(test.layout.volume(VolumeId.next()));
        Files.createDirectories(test.layout.stagingArea().resolve("op-0123456789abcdef0"));
        Files.createFile(test.layout.locks().resolve("op-0123456789abcdef0.lock"));
        Files.createDirectories(test.layout.bootFileFolder(ImageId.nextKernel()));
        assertEquals(6, test.store.check().run().findings().size());
        assertEquals(Set.of(FindingKind.FILE_UNKNOWN), kinds());
        assertEquals(5, test.store.sweep().weigh().size());
        repair();
        assertEquals(Set.of(), kinds());
        assertEquals(before, test.filesInPlace());
    }

    @Test
    void recordsThatLackOrDifferAreFoundAndWrittenAgain() throws IOException {
        Files.delete(test.layout.imageRecord(image.imageId()));
        Files.writeString(test.layout.snapshotRecord(snapshot.snapshotId()), "{ broken");
        Path volumeRecord = test.layout.volume(volume.volumeId()).resolve("volume.json");
        Files.writeString(volumeRecord, Files.readString(volumeRecord).replace("gp3", "gp2"));
        assertEquals(EnumSet.of(FindingKind.RECORD_MISSING, FindingKind.RECORD_DIFFERS, FindingKind.RECORD_BEHIND), kinds());
        repair();
        assertEquals(Set.of(), kinds());
    }

    @Test
    void aRecordThatIsAChangeBehindIsNoProblem() throws IOException {
        Files.delete(test.layout.volume(volume.volumeId()).resolve("volume.json"));
        assertEquals(Set.of(FindingKind.RECORD_BEHIND), kinds());
        assertTrue(test.store.check().run().isClean());
    }

    @Test
    void referencesThatLeadNowhereAreFound() {
        test.store.catalogue().change(change -> change.delete(Snapshot.TABLE, snapshot.snapshotId().value()));
        assertEquals(EnumSet.of(FindingKind.REFERENCE, FindingKind.FILE_UNKNOWN), kinds());
        test.store.catalogue().change(change -> change.delete(Layer.TABLE, snapshot.layerId().value()));
        assertEquals(2, test.store.check().run().findings().stream()
                .filter(finding -> finding.kind() == FindingKind.REFERENCE).count());
    }

    @Test
    void workInFlightIsLeftAloneAndWhatADeadProcessLeftIsFound() throws IOException {
        test.store.operations().register("launch", operation -> { });
        VolumeId prepared = VolumeId.next();
        Files.createDirectories(test.layout.volume(prepared));
        try (RunningOperation operation = test.store.operations().begin(
                "launch", Map.of("volumes", prepared.value() + " "), List.of())) {
            Files.createDirectories(test.layout.staging(operation.operation().operationId()));
            assertEquals(List.of(), test.store.check().run().findings());
            assertEquals(1, test.store.check().run().inFlight());
            test.store.sweep().run();
            assertTrue(Files.exists(test.layout.volume(prepared)));
        }
        repair();
        assertEquals(Set.of(), kinds());
        Operation dead = new Operation(dev.slipway.imagestore.id.OperationId.next(), "unknown",
                java.time.Instant.EPOCH, Map.of(), List.of(), List.of());
        test.store.catalogue().change(change -> change.insert(Operation.TABLE, dead));
        assertEquals(Set.of(FindingKind.UNSETTLED), kinds());
    }

    @Test
    void whatOthersLookForIsPartOfIt() {
        test.store.alsoChecked(reader -> List.of(new Finding(FindingKind.MACHINE, "i-1", "A machine.", "virsh")));
        assertEquals(Set.of(FindingKind.MACHINE), kinds());
    }

    private void repair() {
        test.store.repair().run(test.store.check().run().findings());
    }

    private Set<FindingKind> kinds() {
        EnumSet<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
        // How full the disk is that tests run on is not theirs to say.
        test.store.check().run().findings().stream().map(Finding::kind)
                .filter(kind -> kind != FindingKind.SPACE).forEach(kinds::add);
        return kinds;
    }
}
