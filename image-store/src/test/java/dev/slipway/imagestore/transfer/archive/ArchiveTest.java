package dev.slipway.imagestore.transfer.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.transfer.TwoRegions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images leave in one file and arrive as they were; disks leave in every format. */
class ArchiveTest {

    private static final int MIB = 2;

    @TempDir
    private Path folder;
    private TwoRegions regions;
    private ImageStore far;
    private ImageStore near;
    private Path out;

    @BeforeEach
    void open() throws IOException {
        regions = new TwoRegions(folder);
        far = regions.far;
        near = regions.near.store;
        out = Files.createDirectory(folder.resolve("out"));
    }

    @AfterEach
    void nothingLiesAbout() throws IOException {
        assertEquals(List.of(), regions.near.leftovers());
        assertEquals(0, far.layout().locks().toFile().list().length);
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of(), files.filter(file -> file.getFileName().toString().startsWith(".")).toList());
        }
        regions.close();
    }

    @Test
    void anImageArrivesAsItLeft() throws IOException {
        Image original = regions.chained("web", MIB, 1);
        Path archive = export("web");
        assertTrue(ImageArchives.isArchive(Arrays.copyOf(Files.readAllBytes(archive), 512)));
        Image image = take(archive);
        assertNotEquals(original.imageId(), image.imageId());
        assertEquals("web", image.name());
        assertEquals(ImageOrigin.copyOf(original.imageId(), TwoRegions.FAR), image.origin());
        assertEquals(original.blockDeviceMappings().size(), image.blockDeviceMappings().size());
        assertEquals(TwoRegions.layers(far).stream().map(Layer::layerId).toList(),
                TwoRegions.layers(near).stream().map(Layer::layerId).toList());
        assertArrayEquals(regions.contentOf(far, original), regions.contentOf(near, image));
        // What is there already is not taken a second time.
        near.images().archives().take(archive, new ArchiveImportRequest(Optional.of("web-2"), Optional.of("Again."),
                List.of(new Tag("a", "1"))), Progress.NONE);
        assertEquals(2, TwoRegions.layers(near).size());
        assertEquals(List.of(new Tag("a", "1")), near.images().find("web-2").tags());
    }

    @Test
    void anArchiveIsATarThatOthersRead() throws IOException {
        Image original = regions.simple("web", MIB, 1);
        Path archive = export("web");
        String layer = "layers/" + regions.layerOf(original) + ".qcow2";
        assertEquals(List.of("slipway-image.json", layer), Subprocess.run(List.of("tar", "-tf", archive.toString()),
                Duration.ofSeconds(10)).stdout().lines().toList());
        Subprocess.run(List.of("tar", "-xf", archive.toString(), "-C", out.toString()), Duration.ofSeconds(10));
        assertArrayEquals(Files.readAllBytes(far.layout().layerDisk(regions.layerOf(original))),
                Files.readAllBytes(out.resolve(layer)));
    }

    @Test
    void aKernelIsInTheFileAndTagsWhenAsked() throws IOException {
        byte[] content = new byte[4096];
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, content, 0x202, 4);
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        Path file = Files.write(regions.near.file("vmlinuz"), content);
        Image kernel = far.images().importBootImage(ImageType.KERNEL, ImageSettings.named("kernel"), file, Progress.NONE);
        far.images().importMachineImage(new ImageSettings("tiny", Optional.of("Tiny."), Architecture.X86_64,
                VirtualizationType.PARAVIRTUAL, Optional.empty(), Optional.of(kernel.imageId()), Optional.empty(),
                Optional.of("quiet"), List.of(new Tag("a", "1"))),
                DiskSource.of(regions.near.qcow2("tiny.qcow2", MIB, 1)), Progress.NONE);
        Image image = take(export("tiny"));
        assertEquals(List.of(), image.tags());
        assertEquals(Optional.of("Tiny."), image.description());
        assertEquals(Optional.of("quiet"), image.kernelCommandLine());
        assertArrayEquals(content, Files.readAllBytes(near.layout().bootFile(image.kernelId().orElseThrow())));
        far.exports().image("tiny", Optional.empty(), out.resolve("tiny.slipway"), ExportFormat.SLIPWAY, true, true,
                Progress.NONE);
        assertEquals(List.of(new Tag("a", "1")), near.images().archives().take(out.resolve("tiny.slipway"),
                new ArchiveImportRequest(Optional.of("tiny-2"), Optional.empty(), List.of()), Progress.NONE).tags());
    }

    @ParameterizedTest
    @EnumSource(names = {"QCOW2", "RAW", "VMDK", "VHD"})
    void aDiskIsWrittenInEveryFormat(ExportFormat format) throws IOException {
        Image original = regions.chained("web", MIB, 1);
        Path disk = out.resolve("disk");
        far.exports().image("web", Optional.empty(), disk, format, false, false, Progress.NONE);
        Path raw = out.resolve("raw");
        TestStore.qemuImg("convert", "-f", format.disk().orElseThrow().qemuName(), "-O", "raw", disk.toString(),
                raw.toString());
        assertArrayEquals(regions.contentOf(far, original), Files.readAllBytes(raw));
        SnapshotId second = original.snapshotIds().get(1);
        far.exports().snapshot(second, disk, format, true, Progress.NONE);
        far.exports().image("web", Optional.of("/dev/sdb"), out.resolve("b"), ExportFormat.RAW, false, false,
                Progress.NONE);
        TestStore.qemuImg("convert", "-f", format.disk().orElseThrow().qemuName(), "-O", "raw", disk.toString(),
                raw.toString());
        assertArrayEquals(Files.readAllBytes(out.resolve("b")), Files.readAllBytes(raw));
    }

    @Test
    void noFileIsReplacedUnasked() throws IOException {
        regions.simple("web", MIB, 1);
        Path file = Files.writeString(out.resolve("precious"), "x");
        for (ExportFormat format : ExportFormat.values()) {
            refused(StoreError.FILE_EXISTS, () -> far.exports().image("web", Optional.empty(), file, format, false, false,
                    Progress.NONE));
        }
        assertEquals("x", Files.readString(file));
        refused(StoreError.FILE_EXISTS, () -> far.exports().image("web", Optional.empty(), out, ExportFormat.RAW, false,
                true, Progress.NONE));
        far.exports().image("web", Optional.empty(), file, ExportFormat.SLIPWAY, false, true, Progress.NONE);
        assertTrue(ImageArchives.isArchive(Arrays.copyOf(Files.readAllBytes(file), 512)));
    }

    @Test
    void aFileThatComesIntoBeingMeanwhileStays() throws IOException {
        regions.simple("web", MIB, 1);
        Path file = out.resolve("web.slipway");
        refused(StoreError.FILE_EXISTS, () -> far.exports().image("web", Optional.empty(), file, ExportFormat.SLIPWAY,
                false, false, (step, done, total) -> touch(file)));
        assertEquals(0, Files.size(file));
    }

    @Test
    void badRequestsAreRefused() throws IOException {
        regions.simple("web", MIB, 1);
        Path file = out.resolve("x");
        refused(StoreError.IMAGE_NOT_FOUND, () -> far.exports().image("nosuch", Optional.empty(), file,
                ExportFormat.SLIPWAY, false, false, Progress.NONE));
        refused(StoreError.PARAMETER_VALUE, () -> far.exports().image("web", Optional.of("/dev/sdx\n"), file,
                ExportFormat.RAW, false, false, Progress.NONE));
        refused(StoreError.PARAMETER_COMBINATION, () -> far.exports().image("web", Optional.of("/dev/sda1"), file,
                ExportFormat.SLIPWAY, false, false, Progress.NONE));
        refused(StoreError.PARAMETER_COMBINATION, () -> far.exports().image("web", Optional.empty(), file,
                ExportFormat.RAW, true, false, Progress.NONE));
        refused(StoreError.PARAMETER_VALUE, () -> far.exports().image("web", Optional.empty(), Path.of("-"),
                ExportFormat.RAW, false, false, Progress.NONE));
        refused(StoreError.PARAMETER_VALUE, () -> far.exports().image("web", Optional.empty(),
                out.resolve("no/such/folder"), ExportFormat.RAW, false, false, Progress.NONE));
        refused(StoreError.SNAPSHOT_NOT_FOUND, () -> far.exports().snapshot(new SnapshotId("snap-0123456789abcdef0"),
                file, ExportFormat.RAW, false, Progress.NONE));
        refused(StoreError.PARAMETER_VALUE, () -> far.exports().snapshot(far.snapshots().list(Query.all()).get(0)
                .snapshotId(), file, ExportFormat.SLIPWAY, false, Progress.NONE));
        assertFalse(Files.exists(file));
        try (ImageStore bobs = regions.openFarAs(TestStore.BOB)) {
            refused(StoreError.IMAGE_NOT_FOUND, () -> bobs.exports().image("web", Optional.empty(), file,
                    ExportFormat.SLIPWAY, false, false, Progress.NONE));
            SnapshotId alices = far.snapshots().list(Query.all()).get(0).snapshotId();
            refused(StoreError.SNAPSHOT_NOT_FOUND, () -> bobs.exports().snapshot(alices, file, ExportFormat.RAW, false,
                    Progress.NONE));
        }
    }

    @Test
    void aDamagedLayerIsNotExported() throws IOException {
        Image original = regions.simple("web", MIB, 1);
        regions.damage(regions.layerOf(original));
        refused(StoreError.LAYER_DAMAGED, () -> export("web"));
        assertFalse(Files.exists(out.resolve("web.slipway")));
    }

    @Test
    void anExportThatDiesLeavesNothing() throws IOException {
        near.images().importMachineImage(ImageSettings.named("web"),
                DiskSource.of(regions.near.qcow2("web.qcow2", MIB, 1)), Progress.NONE);
        Path file = out.resolve("web.slipway");
        assertEquals(Failpoint.EXIT, DoomedProcess.run(regions.near.layout, Failpoint.EXPORT_WRITTEN, "export", "web",
                file.toString()));
        assertEquals(1, out.toFile().list().length);
        assertEquals(List.of(), near.operations().recover());
        assertEquals(0, out.toFile().list().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPERATION_BEGUN", "ARCHIVE_STAGED", "COPY_LAYER_MOVED", "IMAGE_WRITTEN", "COPY_COMMITTING"})
    void anImportThatDiesLeavesNothing(String failpoint) throws IOException {
        regions.chained("web", MIB, 1);
        Path archive = export("web");
        assertEquals(Failpoint.EXIT, DoomedProcess.run(regions.near.layout, Failpoint.valueOf(failpoint),
                "import-archive", archive.toString()));
        assertEquals(List.of(), near.operations().recover());
        assertEquals(List.of(), regions.near.filesInPlace());
        assertEquals(List.of(), near.images().list(Query.all()));
        take(archive);
    }

    @Test
    void anImportThatDiesAfterItsCommitIsThere() throws IOException {
        regions.chained("web", MIB, 1);
        assertEquals(Failpoint.EXIT, DoomedProcess.run(regions.near.layout, Failpoint.COPY_COMMITTED,
                "import-archive", export("web").toString()));
        assertEquals(List.of(), near.operations().recover());
        assertEquals(7, regions.near.filesInPlace().size());
        near.sweep().run();
        assertEquals(7, regions.near.filesInPlace().size());
    }

    private Path export(String image) {
        Path file = out.resolve(image + ".slipway");
        far.exports().image(image, Optional.empty(), file, ExportFormat.SLIPWAY, false, false, Progress.NONE);
        return file;
    }

    private Image take(Path archive) {
        return near.images().archives().take(archive, ArchiveImportRequest.UNCHANGED, Progress.NONE);
    }

    private static void touch(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(StoreError code, Executable work) {
        StoreException e = assertThrows(StoreException.class, work);
        assertEquals(code, e.kind(), e.getMessage());
    }
}
