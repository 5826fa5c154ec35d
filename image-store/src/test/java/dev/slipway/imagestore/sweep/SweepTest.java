package dev.slipway.imagestore.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private Image image;
    private Snapshot snapshot;

    @BeforeEach
    void importOne() throws IOException {
        test = new TestStore(folder);
        image = test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        snapshot = test.store.snapshots().ofImage(image.rootVolume().orElseThrow().snapshotId());
    }

    @AfterEach
    void close() throws IOException {
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    @Test
    void whatIsNeededStays() throws IOException {
        List<String> before = test.filesInPlace();
        assertEquals(new Swept(Set.of(), Set.of()), sweep());
        assertEquals(before, test.filesInPlace());
    }

    @Test
    void nothingIsLeftOfADeregisteredImageAndItsSnapshot() throws IOException {
        forgetImage();
        assertEquals(List.of(), test.filesInPlace());
        assertEquals(new Swept(Set.of(), Set.of()), sweep());
    }

    @Test
    void lookingSaysWhatWouldGoAndLeavesItAll() throws IOException {
        test.store.deregistration().run(List.of(image.imageId()), false);
        List<String> before = test.filesInPlace();
        Swept looked = test.store.sweep().look();
        assertEquals(before, test.filesInPlace());
        assertEquals(new Swept(Set.of(), Set.of(image.imageId())), looked);
        assertEquals(looked, sweep());
    }

    @Test
    void aVolumeKeepsItsLayer() throws IOException {
        Volume volume;
        try (Rollback rollback = new Rollback()) {
            volume = test.store.volumes().prepare(List.of(VolumePlan.of(snapshot, 1)), rollback).get(0);
            test.store.catalogue().change(c -> c.insert(Volume.TABLE, volume));
            rollback.commit();
        }
        forgetImage();
        assertTrue(Files.exists(test.layout.layerDisk(snapshot.layerId())));
        test.store.volumes().delete(volume.volumeId());
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void workInFlightKeepsItsLayers() {
        test.store.operations().register("launch", operation -> { });
        try (RunningOperation operation =
                test.store.operations().begin("launch", Map.of(), List.of(snapshot.layerId()))) {
            forgetImage();
            assertEquals(Set.of(), sweep().layers());
            assertEquals("launch", operation.operation().kind());
        }
        assertEquals(Set.of(snapshot.layerId()), sweep().layers());
    }

    @Test
    void whatOthersNeedStays() throws IOException {
        ImageId ramdisk = test.store.images().importBootImage(ImageType.RAMDISK, ImageSettings.named("ramdisk"),
                test.text("initrd", "070701"), Progress.NONE).imageId();
        Set<LayerId> layers = new HashSet<>(Set.of(snapshot.layerId()));
        Set<ImageId> images = new HashSet<>(Set.of(ramdisk));
        test.store.sweep().alsoNeeded(reader -> new Roots(layers, images));
        test.store.deregistration().run(List.of(ramdisk), false);
        forgetImage();
        assertTrue(Files.exists(test.layout.layerDisk(snapshot.layerId())));
        assertTrue(Files.exists(test.layout.bootFile(ramdisk)));
        layers.clear();
        images.clear();
        sweep();
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void filesWithoutARowAreRemovedWhoeverLeftThem() throws IOException {
        List<String> before = test.filesInPlace();
        Files.createDirectories(test.layout.layer(LayerId.next()).resolve("deep"));
        Files.writeString(test.layout.imageRecord(ImageId.nextMachine()), "{}");
        Files.writeString(test.layout.snapshots().resolve(".snap-1.json.tmp"), "{");
        Files.createDirectories(test.layout.bootFileFolder(ImageId.nextKernel()));
        Files.createDirectories(test.layout.stagingArea().resolve("op-0123456789abcdef0"));
        Files.createFile(test.layout.locks().resolve("op-0123456789abcdef0.lock"));
        sweep();
        assertEquals(before, test.filesInPlace());
        assertEquals(1, Files.list(test.layout.layers()).count());
        assertEquals(0, Files.list(test.layout.bootFiles()).count());
    }

    private void forgetImage() {
        test.store.deregistration().run(List.of(image.imageId()), false);
        test.store.snapshots().delete(snapshot.snapshotId());
    }

    private Swept sweep() {
        return test.store.sweep().run();
    }
}
