package dev.slipway.imagestore.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.ExitCode;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are compressed, on a server, on standard input, and known by their digests. */
@Timeout(120)
class SourceImportTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private ImageServer server;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        server = new ImageServer(folder.resolve("files"));
    }

    @AfterEach
    void nothingIsInFlight() throws IOException {
        assertEquals(List.of(), test.leftovers());
        server.close();
        test.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyCompressionIsUndone(Compression compression) throws IOException {
        Path raw = test.raw("disk.raw", 3, 1);
        Path packed = packed(compression, raw);
        assertSameContent(raw, importSource("web", local(packed)));
    }

    @Test
    void aCompressedQcow2IsTheSameAsTheOneInside() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        Image plain = importSource("plain", local(disk));
        Image packed = importSource("packed", local(packed(Compression.XZ, disk)));
        assertEquals(layerOf(plain), layerOf(packed));
    }

    @Test
    void severalMembersAreOneContent() throws IOException {
        Path raw = test.raw("disk.raw", 3, 1);
        byte[] content = Files.readAllBytes(raw);
        try (OutputStream file = Files.newOutputStream(test.file("disk.gz"))) {
            for (int from = 0; from < content.length; from += 1 << 20) {
                GZIPOutputStream member = new GZIPOutputStream(file);
                member.write(content, from, 1 << 20);
                member.finish();
            }
        }
        assertSameContent(raw, importSource("web", local(test.file("disk.gz"))));
    }

    @ParameterizedTest
    @EnumSource
    void aCompressedFileThatIsCutOff(Compression compression) throws IOException {
        Path packed = packed(compression, test.raw("disk.raw", 1, 1));
        TestStore.truncate(packed, Files.size(packed) / 2);
        assertRefused("InvalidDiskImage.Corrupt", local(packed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bzip2", "zstd -q -19"})
    void aDecompressionBomb(String tool) throws IOException {
        Path bomb = test.file("bomb");
        Subprocess.run(List.of("sh", "-c", "head -c 300M /dev/zero | " + tool + " > " + bomb), Duration.ofSeconds(60));
        assertRefused("InvalidDiskImage.DecompressionBomb", local(bomb));
    }

    @Test
    void aBombThatIsNoZeroes() throws IOException {
        Path bomb = test.file("bomb");
        Subprocess.run(List.of("sh", "-c", "head -c 300M /dev/zero | tr '\\0' 'x' | gzip -9 > " + bomb),
                Duration.ofSeconds(60));
        assertRefused("InvalidDiskImage.DecompressionBomb", local(bomb));
    }

    @Test
    void whatUnpacksBeyondTheLimit() throws IOException {
        Path packed = packed(Compression.GZIP, test.raw("disk.raw", 100, 1));
        try (ImageStore strict = ImageStore.open(test.layout, TestStore.ALICE, List.of(), new DiskRules(32 << 20))) {
            SlipwayException e = assertThrows(SlipwayException.class, () -> strict.images().importImage(
                    request("web", local(packed)), Progress.NONE));
            assertEquals("InvalidDiskImage.TooLarge", e.code().code());
        }
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void whatIsCompressedTwice() throws IOException {
        Path once = packed(Compression.GZIP, test.raw("disk.raw", 1, 1));
        assertRefused("InvalidDiskImage.UnsupportedFormat", local(packed(Compression.XZ, once)));
    }

    @Test
    void whatNeedsTooMuchMemoryToBeUnpacked() throws IOException {
        Path packed = test.file("disk.xz");
        Subprocess.run(List.of("sh", "-c", "head -c 1M /dev/urandom | xz --lzma2=dict=512MiB > " + packed),
                Duration.ofSeconds(60));
        assertRefused("InvalidDiskImage.UnsupportedFormat", local(packed));
        Subprocess.run(List.of("sh", "-c", "head -c 300M /dev/zero | zstd -q --ultra --long=31 > " + packed),
                Duration.ofSeconds(60));
        assertRefused("InvalidDiskImage.Corrupt", local(packed));
    }

    @Test
    void aDiskFromAServerIsKeptOnceAndNoDownloadIsLeft() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        Image here = importSource("here", local(disk));
        Image there = importSource("there", web("disk.qcow2"));
        assertEquals(layerOf(here), layerOf(there));
        assertEquals(List.of(), downloads());
    }

    @Test
    void aCompressedDiskFromAServer() throws IOException {
        Path raw = test.raw("disk.raw", 3, 1);
        packed(Compression.ZSTD, raw);
        assertSameContent(raw, importSource("web", web("disk.raw.ZSTD")));
        assertEquals(List.of(), downloads());
    }

    @Test
    void anImportThatFailsIsTakenUpAgainWhereItWas() throws IOException {
        Path raw = test.raw("disk.raw", 3, 1);
        server.cutAfter(0);
        SlipwayException e = assertThrows(SlipwayException.class, () -> importSource("web", web("disk.raw")));
        assertEquals("DownloadIncomplete", e.code().code(), e.getMessage());
        server.ranges.clear();
        server.cutAfter(1 << 20);
        assertSameContent(raw, importSource("web", web("disk.raw")));
        assertEquals(List.of("all", "bytes=1048576-", "bytes=2097152-"), server.ranges);
        assertEquals(List.of(), downloads());
    }

    @Test
    void aKilledImportIsTakenUpAgainWhereItWas() throws IOException {
        Path raw = test.raw("disk.raw", 8, 1);
        DoomedProcess.run(test.layout, null, "import-source-killed", "web", server.url("disk.raw"), "3000000");
        test.store.operations().recover();
        assertEquals(1, downloads().size());
        server.ranges.clear();
        assertSameContent(raw, importSource("web", web("disk.raw")));
        assertEquals(1, server.ranges.size());
        assertTrue(server.ranges.get(0).startsWith("bytes="), server.ranges.toString());
        assertEquals(List.of(), downloads());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "SOURCE_FETCHED", "SOURCE_UNPACKED", "IMPORT_STAGED", "LAYER_MOVED",
        "IMAGE_WRITTEN"})
    void anImportThatDiesAnywhereLeavesADownloadToGoOnWithAtMost(Failpoint failpoint) throws IOException {
        Path raw = test.raw("disk.raw", 2, 1);
        packed(Compression.GZIP, raw);
        assertEquals(Failpoint.EXIT, DoomedProcess.run(
                test.layout, failpoint, "import-source", "web", server.url("disk.raw.GZIP")));
        test.store.operations().recover();
        assertEquals(List.of(), test.filesInPlace().stream().filter(f -> !f.startsWith("downloads/")).toList());
        assertSameContent(raw, importSource("web", web("disk.raw.GZIP")));
        assertEquals(List.of(), downloads());
    }

    @Test
    void aDownloadThatNobodyComesBackForIsCollected() throws IOException {
        test.raw("disk.raw", 1, 1);
        DoomedProcess.run(test.layout, Failpoint.SOURCE_FETCHED, "import-source", "web", server.url("disk.raw"));
        test.store.operations().recover();
        server.answerWith(403);
        assertEquals("DownloadRefused", assertThrows(SlipwayException.class,
                () -> importSource("web", web("disk.raw"))).code().code());
        test.store.sweep().run();
        assertEquals(1, downloads().size());
        for (String file : downloads()) {
            Files.setLastModifiedTime(Path.of(file).resolve("content"),
                    FileTime.fromMillis(System.currentTimeMillis() - 90_000_000L));
        }
        test.store.sweep().run();
        assertEquals(List.of(), downloads());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    void aServerThatHasNothingForUs(int status) throws IOException {
        server.answerWith(status);
        SlipwayException e = assertThrows(SlipwayException.class, () -> importSource("web", web("disk.raw")));
        assertTrue(e.code().code().startsWith("Download"), e.code().code());
        assertEquals(List.of(), test.store.images().list(Query.all()));
    }

    @Test
    void whatAServerGivesAndIsNoDiskIsNotKept() throws IOException {
        test.text("page.html", "<html>Sign in</html>");
        assertRefused("InvalidDiskImage", web("page.html"));
        assertEquals(List.of(), downloads());
    }

    @ParameterizedTest
    @EnumSource(names = {"SHA256", "SHA512"})
    void aDigestIsCheckedOnWhatIsPublished(DigestAlgorithm algorithm) throws IOException {
        Path raw = test.raw("disk.raw", 1, 1);
        Path packed = packed(Compression.GZIP, raw);
        for (Path file : List.of(raw, packed, test.qcow2("disk.qcow2", 1, 2))) {
            String right = DurableFiles.digest(file, algorithm, Progress.NONE);
            Checksum wrong = new Checksum(algorithm, "0" + right.substring(1).replace('1', '2') );
            for (SourceLocation location : List.of(local(file), web(file.getFileName().toString()),
                    new SourceLocation.OnAStream(new ByteArrayInputStream(Files.readAllBytes(file))))) {
                SlipwayException e = assertThrows(SlipwayException.class, () -> importChecked("wrong", location, wrong));
                assertEquals("ChecksumMismatch", e.code().code());
                assertTrue(e.getMessage().contains(wrong.hex()) && e.getMessage().contains(right), e.getMessage());
                assertEquals(List.of(), downloads());
                assertEquals(List.of(), test.filesInPlace());
            }
        }
        int count = 0;
        for (Path file : List.of(raw, packed, test.file("disk.qcow2"))) {
            Checksum right = new Checksum(algorithm,
                    DurableFiles.digest(file, algorithm, Progress.NONE).toUpperCase());
            importChecked("right" + count++, local(file), right);
            importChecked("right" + count++, web(file.getFileName().toString()), right);
            importChecked("right" + count++, new SourceLocation.OnAStream(
                    new ByteArrayInputStream(Files.readAllBytes(file))), right);
        }
        assertEquals(2L, test.store.catalogue().<Long>read(r -> r.count(Layer.TABLE, Query.all())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s  disk.raw\n", "%s *disk.raw\n", "SHA256 (disk.raw) = %s\n", "%s  ./images/disk.raw\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\n\n# disk.raw: 1 bytes\nSHA256 (disk.raw) = %s\n"})
    void aDigestIsFoundInAList(String form) throws IOException {
        Path raw = test.raw("disk.raw", 1, 1);
        String digest = DurableFiles.sha256(raw, Progress.NONE);
        test.text("SHA256SUMS", "0".repeat(64) + "  other.raw\n" + form.formatted(digest));
        importListed("web", local(raw), local(test.file("SHA256SUMS")));
        importListed("web2", web("disk.raw"), web("SHA256SUMS"));
        test.text("SHA256SUMS", form.formatted("1".repeat(64)));
        assertEquals("ChecksumMismatch", assertThrows(SlipwayException.class,
                () -> importListed("web3", web("disk.raw"), web("SHA256SUMS"))).code().code());
        test.text("SHA256SUMS", "nothing of use");
        SlipwayException e = assertThrows(SlipwayException.class,
                () -> importListed("web3", local(raw), web("SHA256SUMS")));
        assertEquals("ChecksumNotFound", e.code().code());
        assertEquals(ExitCode.NOT_FOUND, e.code().exit());
    }

    @Test
    void aListThatIsNotThere() throws IOException {
        Path raw = test.raw("disk.raw", 1, 1);
        assertEquals("SourceFileNotFound", assertThrows(SlipwayException.class,
                () -> importListed("web", local(raw), local(test.file("none")))).code().code());
        server.answerWith(404);
        assertEquals("DownloadNotFound", assertThrows(SlipwayException.class,
                () -> importListed("web", local(raw), web("none"))).code().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz", "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void whatIsNoDigest(String text) {
        assertEquals("InvalidParameterValue", assertThrows(SlipwayException.class,
                () -> new Checksum(DigestAlgorithm.SHA256, text)).code().code());
    }

    @Test
    void standardInputIsRead() throws IOException {
        Path raw = test.raw("disk.raw", 3, 1);
        assertSameContent(raw, importSource("web",
                new SourceLocation.OnAStream(Files.newInputStream(packed(Compression.BZIP2, raw)))));
    }

    @Test
    void aSnapshotIsImportedWithoutAnImage() throws IOException {
        Path raw = test.raw("disk.raw", 3, 1);
        Snapshot snapshot = test.store.images().importSnapshot(new ImportSource(local(raw), Optional.empty(),
                new ExpectedDigest.Any()), Optional.of("data"), List.of(), Progress.NONE);
        assertEquals(List.of(snapshot), test.store.snapshots().describe(List.of(snapshot.snapshotId())));
        assertEquals(Optional.of("data"), snapshot.description());
        assertEquals(List.of(), test.store.images().list(Query.all()));
        assertTrue(Files.exists(test.layout.layerDisk(snapshot.layerId())));
    }

    @Test
    void aFullDiskWhileUnpacking() throws IOException {
        Path small = Files.createDirectory(folder.resolve("small"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small.toString()),
                Duration.ofSeconds(10));
        try (TestStore full = new TestStore(small)) {
            Path packed = packed(Compression.GZIP, test.raw("disk.raw", 60, 1));
            SlipwayException e = assertThrows(SlipwayException.class,
                    () -> full.store.images().importImage(request("web", local(packed)), Progress.NONE));
            assertEquals("InsufficientStorage", e.code().code(), e.getMessage());
            full.store.operations().recover();
            assertEquals(List.of(), full.leftovers());
            assertEquals(List.of(), full.filesInPlace());
        } finally {
            Subprocess.run(List.of("umount", small.toString()), Duration.ofSeconds(10));
        }
    }

    @Test
    void aDownloadThatDoesNotFit() throws IOException {
        Path small = Files.createDirectory(folder.resolve("small"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small.toString()),
                Duration.ofSeconds(10));
        try (TestStore full = new TestStore(small)) {
            test.raw("disk.raw", 60, 1);
            SlipwayException e = assertThrows(SlipwayException.class,
                    () -> full.store.images().importImage(request("web", web("disk.raw")), Progress.NONE));
            assertEquals("InsufficientStorage", e.code().code(), e.getMessage());
            assertEquals(List.of(), full.leftovers());
        } finally {
            Subprocess.run(List.of("umount", small.toString()), Duration.ofSeconds(10));
        }
    }

    private Path packed(Compression compression, Path file) throws IOException {
        Path packed = file.resolveSibling(file.getFileName() + "." + compression);
        String tool = switch (compression) {
            case GZIP -> "gzip -1";
            case XZ -> "xz -0";
            case ZSTD -> "zstd -q";
            case BZIP2 -> "bzip2 -1";
        };
        Subprocess.run(List.of("sh", "-c", tool + " < " + file + " > " + packed), Duration.ofSeconds(60));
        return packed;
    }

    private static SourceLocation local(Path file) {
        return new SourceLocation.LocalFile(file);
    }

    private SourceLocation web(String name) {
        return SourceLocation.of(server.url(name));
    }

    private static ImportRequest request(String name, SourceLocation location) {
        return ImportRequest.of(ImageSettings.named(name),
                new ImportSource(location, Optional.empty(), new ExpectedDigest.Any()));
    }

    private Image importSource(String name, SourceLocation location) {
        return test.store.images().importImage(request(name, location), Progress.NONE).image();
    }

    private void importChecked(String name, SourceLocation location, Checksum checksum) {
        test.store.images().importImage(ImportRequest.of(ImageSettings.named(name),
                new ImportSource(location, Optional.empty(), new ExpectedDigest.Given(checksum))), Progress.NONE);
    }

    private void importListed(String name, SourceLocation location, SourceLocation list) {
        test.store.images().importImage(ImportRequest.of(ImageSettings.named(name),
                new ImportSource(location, Optional.empty(), new ExpectedDigest.Listed(list))), Progress.NONE);
    }

    private void assertRefused(String code, SourceLocation location) throws IOException {
        List<String> before = test.filesInPlace();
        SlipwayException e = assertThrows(SlipwayException.class, () -> importSource("refused", location));
        assertEquals(code, e.code().code(), e.getMessage());
        assertEquals(before, test.filesInPlace());
    }

    private List<String> downloads() throws IOException {
        if (!Files.exists(test.layout.downloads())) {
            return List.of();
        }
        try (var folders = Files.list(test.layout.downloads())) {
            return folders.map(Path::toString).toList();
        }
    }

    private void assertSameContent(Path raw, Image image) throws IOException {
        Path back = folder.resolve("back.raw");
        QemuImg.convert(test.layout.layerDisk(layerOf(image).layerId()), DiskFormat.QCOW2, back, DiskFormat.RAW,
                Progress.NONE);
        assertEquals(-1, Files.mismatch(raw, back));
        Files.delete(back);
    }

    private Layer layerOf(Image image) {
        Snapshot snapshot = test.store.snapshots().describe(List.of(image.rootVolume().orElseThrow().snapshotId())).get(0);
        return test.store.catalogue().read(r -> r.find(Layer.TABLE, snapshot.layerId().value())).orElseThrow().document();
    }
}
