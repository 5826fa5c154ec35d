package dev.slipway.imagestore.registry.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every format of every hypervisor comes in with its content, and only once. */
class DiskFormatImportTest {

    private static final int MIB = 1 << 20;

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

    @ParameterizedTest
    @CsvSource({
        "vmdk, subformat=monolithicSparse", "vmdk, subformat=streamOptimized", "vpc, subformat=dynamic",
        "vpc, subformat=fixed", "vhdx, subformat=dynamic", "vhdx, subformat=fixed", "vdi, static=off", "vdi, static=on",
        "qcow2, compression_type=zstd", "qcow2, compat=0.10"})
    void everyFormatKeepsItsContent(String format, String option) throws IOException {
        Path raw = test.raw("disk.raw", 8, 1);
        Path disk = converted(raw, format, option);
        Image image = importDisk("web", DiskSource.of(disk));
        assertSameContent(raw, image);
        DiskFormat declared = Arrays.stream(DiskFormat.values()).filter(f -> f.qemuName().equals(format)).findAny()
                .orElseThrow();
        Image again = importDisk("declared", new DiskSource(disk, Optional.of(declared)));
        assertEquals(layerOf(image), layerOf(again), "the same content is kept once");
    }

    @Test
    void whatWasConvertedFromSeveralFormatsIsKeptOnce() throws IOException {
        Path raw = test.file("holes.raw");
        try (var file = new RandomAccessFile(test.raw("holes.raw", 8, 1).toFile(), "rw")) {
            file.seek(3 * MIB);
            file.write(new byte[2 * MIB]);
        }
        importDisk("raw", DiskSource.of(raw));
        importDisk("vmdk", DiskSource.of(converted(raw, "vmdk", "subformat=monolithicSparse")));
        importDisk("stream", DiskSource.of(converted(raw, "vmdk", "subformat=streamOptimized")));
        importDisk("vdi", DiskSource.of(converted(raw, "vdi", "static=off")));
        importDisk("vhdx", DiskSource.of(converted(raw, "vhdx", "subformat=dynamic")));
        assertEquals(1L, test.store.catalogue().<Long>read(r -> r.count(Layer.TABLE, Query.all())));
    }

    @Test
    void bitmapsAreLeftBehind() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        TestStore.qemuImg("bitmap", "--add", disk.toString(), "changes");
        Image image = importDisk("web", DiskSource.of(disk));
        assertEquals(0, QemuImg.info(test.layout.layerDisk(layerOf(image).layerId())).bitmaps());
    }

    private Path converted(Path raw, String format, String option) {
        Path disk = test.file(option.replace('=', '-') + "." + format);
        TestStore.qemuImg("convert", "-f", "raw", "-O", format, "-o", option, raw.toString(), disk.toString());
        return disk;
    }

    private void assertSameContent(Path raw, Image image) throws IOException {
        Path back = folder.resolve("back.raw");
        QemuImg.convert(test.layout.layerDisk(layerOf(image).layerId()), DiskFormat.QCOW2, back, DiskFormat.RAW,
                Progress.NONE);
        // Virtual PC rounds a disk up to whole cylinders.
        TestStore.truncate(back, Files.size(raw));
        assertEquals(-1, Files.mismatch(raw, back));
    }

    private Image importDisk(String name, DiskSource source) {
        return test.store.images().importMachineImage(ImageSettings.named(name), source, Progress.NONE);
    }

    private Layer layerOf(Image image) {
        Snapshot snapshot = test.store.snapshots().describe(List.of(image.rootVolume().orElseThrow().snapshotId())).get(0);
        return test.store.catalogue().read(r -> r.find(Layer.TABLE, snapshot.layerId().value())).orElseThrow().document();
    }
}
