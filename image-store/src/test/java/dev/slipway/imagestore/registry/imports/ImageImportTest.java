package dev.slipway.imagestore.registry.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageImportTest {

    @TempDir
    private Path folder;
    private TestStore test;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
    }

    @AfterEach
    void nothingIsInFlight() throws IOException {
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    @Test
    void aCleanQcow2BecomesALayerAsItIs() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        Image image = importDisk("web", DiskSource.of(disk));

        Layer layer = layerOf(image);
        Path layerDisk = test.layout.layerDisk(layer.layerId());
        assertEquals(-1, Files.mismatch(disk, layerDisk));
        assertEquals(DurableFiles.sha256(disk, Progress.NONE), layer.sha256().orElseThrow());
        assertEquals(3 << 20, layer.virtualSizeBytes());
        assertEquals("r--r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(layerDisk)));
        assertEquals(ImageState.AVAILABLE, image.state());
        assertEquals(1, image.rootVolume().orElseThrow().volumeSize());
        assertEquals(image, test.store.images().find("web"));
        assertEquals(List.of(image), test.store.images().list(Query.all()));
    }

    @Test
    void aRawDiskIsConvertedAndKeepsItsContent() throws IOException {
        Path disk = test.raw("disk.raw", 3, 1);
        List<String> steps = new ArrayList<>();
        Image image = test.store.images().importMachineImage(ImageSettings.named("web"), DiskSource.of(disk),
                (step, done, total) -> steps.add(step));

        Path back = folder.resolve("back.raw");
        QemuImg.convert(test.layout.layerDisk(layerOf(image).layerId()), DiskFormat.QCOW2, back, DiskFormat.RAW,
                Progress.NONE);
        assertEquals(-1, Files.mismatch(disk, back));
        assertTrue(steps.contains("converting disk.raw"), steps.toString());
    }

    @Test
    void internalSnapshotsAreLeftBehind() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        TestStore.qemuImg("snapshot", "-c", "before", disk.toString());
        Image image = importDisk("web", DiskSource.of(disk));
        assertEquals(0, QemuImg.info(test.layout.layerDisk(layerOf(image).layerId())).internalSnapshots());
    }

    @Test
    void theSameContentIsKeptOnce() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        Image first = importDisk("first", DiskSource.of(disk));
        List<String> before = test.filesInPlace();
        Image second = importDisk("second", DiskSource.of(disk));

        assertEquals(layerOf(first), layerOf(second));
        assertNotEquals(snapshotOf(first).snapshotId(), snapshotOf(second).snapshotId());
        assertEquals(before.size() + 2, test.filesInPlace().size(), "only the two records beside are new");
    }

    @Test
    void recordsLieBesideForARebuild() throws IOException {
        Image image = importDisk("web", DiskSource.of(test.qcow2("disk.qcow2", 1, 1)));
        Snapshot snapshot = snapshotOf(image);
        Layer layer = layerOf(image);
        assertEquals(image, Json.read(Files.readString(test.layout.imageRecord(image.imageId())), Image.class));
        assertEquals(snapshot,
                Json.read(Files.readString(test.layout.snapshotRecord(snapshot.snapshotId())), Snapshot.class));
        assertEquals(layer, Json.read(Files.readString(
                test.layout.layer(layer.layerId()).resolve("layer.json")), Layer.class));
    }

    @Test
    void kernelsAndRamdisksAreCopiedAndHashed() throws IOException {
        byte[] kernel = new byte[2048];
        System.arraycopy("HdrS".getBytes(), 0, kernel, 0x202, 4);
        Path kernelFile = Files.write(test.file("vmlinuz"), kernel);
        Path ramdiskFile = test.text("initrd", "070701 and so on");

        Image aki = test.store.images().importBootImage(
                ImageType.KERNEL, ImageSettings.named("kernel", Architecture.I386), kernelFile, Progress.NONE);
        Image ari = test.store.images().importBootImage(
                ImageType.RAMDISK, ImageSettings.named("ramdisk"), ramdiskFile, Progress.NONE);

        assertTrue(aki.imageId().value().startsWith("aki-"));
        assertEquals(-1, Files.mismatch(kernelFile, test.layout.bootFile(aki.imageId())));
        assertEquals(DurableFiles.sha256(kernelFile, Progress.NONE), aki.bootFile().orElseThrow().sha256());
        assertTrue(ari.imageId().value().startsWith("ari-"));
        assertEquals(-1, Files.mismatch(ramdiskFile, test.layout.bootFile(ari.imageId())));
        assertEquals(Optional.of(aki), Optional.of(test.store.images().describe(List.of(aki.imageId())).get(0)));
    }

    private Image importDisk(String name, DiskSource source) {
        return test.store.images().importMachineImage(ImageSettings.named(name), source, Progress.NONE);
    }

    private Snapshot snapshotOf(Image image) {
        return test.store.snapshots().describe(List.of(image.rootVolume().orElseThrow().snapshotId())).get(0);
    }

    private Layer layerOf(Image image) {
        String id = snapshotOf(image).layerId().value();
        return test.store.catalogue().read(r -> r.find(Layer.TABLE, id)).orElseThrow().document();
    }
}
