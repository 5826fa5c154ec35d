package dev.slipway.imagestore.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.channel.ExpectedImage;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.ProductDraft;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.sweep.Roots;
import dev.slipway.imagestore.usage.Meter;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lost catalogue comes back from the files. */
class StoreRebuildTest {

    private static final ProductCode CODE = new ProductCode("web-pro");

    @TempDir
    private Path folder;
    private TestStore test;
    private Path catalogue;

    @BeforeEach
    void fill() throws IOException {
        test = new TestStore(folder);
        catalogue = test.layout.catalogue();
        Image image = test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        test.store.images().importMachineImage(
                ImageSettings.named("old"), DiskSource.of(test.raw("old.raw", 1, 2)), Progress.NONE);
        test.store.deregistration().run(List.of(test.store.images().find("old").imageId()), false);
        Snapshot snapshot = test.store.snapshots().ofImage(image.rootVolume().orElseThrow().snapshotId());
        Volume volume = test.store.volumes().create(VolumePlan.of(snapshot, 2));
        test.store.volumeSnapshots().take(new SnapshotRequest(
                List.of(volume.volumeId()), Optional.of("of a volume"), List.of(), false));
        test.store.products().create(CODE, new ProductDraft(Optional.empty(), Optional.of("1"), Optional.empty(),
                Optional.of("USD"), Optional.of("Terms.")));
        test.store.products().accept(CODE, OptionalInt.empty());
        test.store.channels().promote("web", ChannelName.parse("web:stable"), ExpectedImage.ANY);
    }

    @AfterEach
    void close() {
        test.store.close();
    }

    @Test
    void everythingComesBackAsItWas() throws IOException {
        Map<String, List<?>> before = contents(test.store);
        lose();
        StoreException refused = assertThrows(StoreException.class, () -> test.openAs(TestStore.ALICE));
        assertEquals(StoreError.CATALOGUE_LOST, refused.code());
        assertTrue(Files.notExists(catalogue));
        RebuildReport look = rebuild().look();
        assertTrue(Files.notExists(catalogue));
        RebuildReport report = rebuild().run(false);
        assertEquals(look.restored(), report.restored());
        assertEquals(1, report.leftOut().size(), report.leftOut()::toString);
        try (ImageStore store = test.openAs(TestStore.ALICE)) {
            assertEquals(before, contents(store));
            assertEquals(List.of(), problems(store));
            store.products().requireAccepted(List.of(CODE), "web");
            Snapshot snapshot = store.snapshots().ofImage(
                    store.images().find("web").rootVolume().orElseThrow().snapshotId());
            store.volumes().delete(store.volumes().create(VolumePlan.of(snapshot, 1)).volumeId());
            store.sweep().run();
            assertEquals(before, contents(store));
        }
    }

    @Test
    void aCatalogueThatIsThereGivesWayOnlyByForceAndIsKept() throws IOException {
        List<Meter> history = meters(test.store);
        assertEquals(StoreError.STORE_NOT_LOST,
                assertThrows(StoreException.class, () -> rebuild().run(false)).code());
        test.store.close();
        RebuildReport report = rebuild().run(true);
        assertEquals(List.of(), report.leftOut());
        assertTrue(Files.exists(report.keptAside().orElseThrow()));
        try (ImageStore store = test.openAs(TestStore.ALICE)) {
            assertEquals(history, meters(store));
            assertEquals(List.of(), problems(store));
        }
    }

    @Test
    void aCatalogueThatCannotBeReadGivesWayToo() throws IOException {
        test.store.close();
        Files.writeString(catalogue, "no database at all, but long enough to be taken for one".repeat(100));
        rebuild().run(true);
        try (ImageStore store = test.openAs(TestStore.ALICE)) {
            assertEquals("web", store.images().find("web").name());
        }
    }

    @Test
    void whatIsDamagedIsLeftOutAndNamed() throws IOException {
        Snapshot snapshot = test.store.snapshots().ofImage(
                test.store.images().find("web").rootVolume().orElseThrow().snapshotId());
        lose();
        Files.delete(test.layout.layerDisk(snapshot.layerId()));
        Files.writeString(test.layout.imageRecord(ImageId.nextMachine()), "{}");
        RebuildReport report = rebuild().run(false);
        String told = String.join("\n", report.leftOut());
        for (String id : List.of(snapshot.layerId().value(), snapshot.snapshotId().value(), "cannot be read")) {
            assertTrue(told.contains(id), told);
        }
        assertEquals(0, report.restored().get("images"));
    }

    @Test
    void aVolumeWithoutARecordIsToldByItsFile() throws IOException {
        Volume volume = test.store.volumes().list(Query.all()).get(0);
        lose();
        Files.delete(test.layout.volume(volume.volumeId()).resolve("volume.json"));
        rebuild().run(false);
        try (ImageStore store = test.openAs(TestStore.ALICE)) {
            Volume found = store.volumes().describe(List.of(volume.volumeId())).get(0);
            assertEquals(List.of(volume.size(), volume.layerId(), volume.generation()),
                    List.of(found.size(), found.layerId(), found.generation()));
        }
    }

    @Test
    void aDeregisteredKernelThatAnInstanceMayBootComesBack() throws IOException {
        ImageId ramdisk = test.store.images().importBootImage(ImageType.RAMDISK, ImageSettings.named("ramdisk"),
                test.text("initrd", "070701"), Progress.NONE).imageId();
        test.store.sweep().alsoNeeded(reader -> new Roots(Set.of(), Set.of(ramdisk)));
        test.store.deregistration().run(List.of(ramdisk), false);
        lose();
        rebuild().run(false);
        try (ImageStore store = test.openAs(TestStore.ALICE)) {
            assertEquals(List.of(), problems(store));
            assertTrue(Files.exists(test.layout.bootFile(ramdisk)));
            store.sweep().run();
            assertTrue(Files.notExists(test.layout.bootFile(ramdisk)));
            assertTrue(Files.notExists(test.layout.imageRecord(ramdisk)));
        }
    }

    @Test
    void othersAreKeptOutWhileTheyWork() throws IOException {
        test.store.operations().register("launch", operation -> { });
        try (RunningOperation operation = test.store.operations().begin("launch", Map.of(), List.of())) {
            // Locks of this process are held against itself as well.
            assertEquals(StoreError.STORE_BUSY,
                    assertThrows(StoreException.class, () -> rebuild().run(true)).code());
            assertEquals("launch", operation.operation().kind());
        }
        assertTrue(Files.exists(catalogue));
        assertEquals("web", test.store.images().find("web").name());
    }

    private StoreRebuild rebuild() {
        return ImageStore.rebuild(test.layout, TestStore.ALICE, List.of(), List.of());
    }

    private void lose() throws IOException {
        test.store.close();
        try (Stream<Path> files = Files.list(catalogue.getParent())) {
            for (Path file : files.filter(p -> p.getFileName().toString().startsWith("catalogue.db")).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Finding> problems(ImageStore store) {
        return store.check().run().findings().stream().filter(finding -> finding.kind().isProblem()).toList();
    }

    private static List<Meter> meters(ImageStore store) {
        return store.catalogue().read(reader -> reader.list(Meter.TABLE, Query.all())).stream()
                .map(stored -> stored.document()).toList();
    }

    private static Map<String, List<?>> contents(ImageStore store) {
        return Map.of("images", store.images().list(Query.all().orderBy("id")),
                "snapshots", store.snapshots().list(Query.all().orderBy("id")),
                "volumes", store.volumes().list(Query.all().orderBy("id")),
                "products", store.products().list(),
                "channels", store.catalogue().read(reader -> reader.list(Channel.TABLE, Query.all())).stream()
                        .map(stored -> stored.document()).toList());
    }
}
