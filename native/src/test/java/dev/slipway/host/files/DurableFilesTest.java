package dev.slipway.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DurableFilesTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void writeReplacesAFileAndLeavesNoTemporary() throws IOException {
        Path file = folder.resolve("layer.json");
        DurableFiles.write(file, "old".getBytes(StandardCharsets.UTF_8));
        DurableFiles.write(file, "new".getBytes(StandardCharsets.UTF_8));
        assertEquals("new", Files.readString(file));
        assertEquals(List.of(file), entries());
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNoTemporary() throws IOException {
        Path target = Files.createDirectories(folder.resolve("target/full")).getParent();
        HostException failure = assertThrows(HostException.class, () -> DurableFiles.write(target, new byte[1]));
        assertEquals(HostError.FILE_FAILED, failure.kind());
        assertEquals(List.of(target), entries());
    }

    @Test
    void writeIntoAMissingFolderNamesTheFile() {
        Path file = folder.resolve("none/file");
        HostException failure = assertThrows(HostException.class, () -> DurableFiles.write(file, new byte[1]));
        assertEquals("The file '" + file + "' could not be written: it does not exist.", failure.getMessage());
    }

    @Test
    void moveRenamesFilesAndFolders() throws IOException {
        Path from = Files.createDirectories(folder.resolve("staging/op"));
        Files.writeString(from.resolve("disk"), "x");
        Path to = Files.createDirectories(folder.resolve("layers")).resolve("layer");
        DurableFiles.move(from, to);
        assertEquals("x", Files.readString(to.resolve("disk")));
        assertFalse(Files.exists(from));
        DurableFiles.sync(to);
    }

    @Test
    void deleteTakesAFolderWholeAndFollowsNoLink() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "stays");
        Path doomed = Files.createDirectories(folder.resolve("doomed/deep/deeper"));
        Files.writeString(doomed.resolve("file"), "x");
        Files.createSymbolicLink(doomed.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("doomed/up"), folder);
        DurableFiles.delete(folder.resolve("doomed"));
        DurableFiles.delete(folder.resolve("doomed"));
        assertEquals(List.of(outside), entries());
    }

    @Test
    void spaceIsRequiredBeforeWorkStarts() {
        DurableFiles.requireSpace(folder, 1);
        HostException failure = assertThrows(HostException.class,
                () -> DurableFiles.requireSpace(folder, Long.MAX_VALUE));
        assertEquals(HostError.NO_SPACE, failure.kind());
        assertTrue(failure.getMessage().contains("'" + folder + "'"), failure.getMessage());
        assertEquals(HostError.FILE_FAILED, assertThrows(HostException.class,
                () -> DurableFiles.requireSpace(folder.resolve("none"), 1)).kind());
    }

    @Test
    void copiesOfEverySizeAreExactAndHashedRight() throws Exception {
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 262_144, 3 * MIB + 17, 40 * MIB}) {
            byte[] content = new byte[size];
            new Random(size).nextBytes(content);
            Path source = Files.write(folder.resolve("source"), content);
            Path plain = folder.resolve("plain");
            Path hashed = folder.resolve("hashed");
            String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            DurableFiles.copy(source, plain, Progress.NONE);
            assertEquals(expected, DurableFiles.copyAndHash(source, hashed, Progress.NONE), size + " bytes");
            assertEquals(expected, DurableFiles.sha256(source, Progress.NONE));
            assertEquals(-1, Files.mismatch(source, plain));
            assertEquals(-1, Files.mismatch(source, hashed));
            Files.delete(plain);
            Files.delete(hashed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothWaysToHashAgree(DigestAlgorithm algorithm) {
        byte[] content = new byte[1000];
        var direct = java.nio.ByteBuffer.allocateDirect(content.length).put(content).flip();
        try (ContentDigest java = new JavaDigest(algorithm);
                ContentDigest gnutls = GnuTlsDigest.openOrJava(algorithm)) {
            assertTrue(gnutls instanceof GnuTlsDigest, "libgnutls.so.30 comes with libvirt");
            java.update(direct.duplicate());
            gnutls.update(direct.duplicate());
            gnutls.update(direct.duplicate().limit(0));
            assertEquals(java.hex(), gnutls.hex());
        }
    }

    @Test
    void copiesKeepHoles() throws IOException {
        Path source = folder.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
            file.write(new byte[] {1});
            file.seek(20 * MIB + 5);
            file.write(new byte[] {2});
            file.setLength(64 * MIB + 3);
        }
        Path copy = folder.resolve("copy");
        DurableFiles.copy(source, copy, Progress.NONE);
        Path hashed = folder.resolve("hashed");
        assertEquals(DurableFiles.sha256(source, Progress.NONE),
                DurableFiles.copyAndHash(source, hashed, Progress.NONE));
        for (Path made : List.of(copy, hashed)) {
            assertEquals(-1, Files.mismatch(source, made));
            assertTrue(blocks(made) * 512 < MIB, "takes " + blocks(made) + " blocks");
        }
    }

    @Test
    void progressGrowsToTheWhole() throws IOException {
        Path source = Files.write(folder.resolve("disk"), new byte[3 * MIB]);
        List<Long> told = new ArrayList<>();
        DurableFiles.copyAndHash(source, folder.resolve("copy"), (step, done, total) -> {
            assertEquals("copying disk", step);
            assertEquals(3 * MIB, total);
            told.add(done);
        });
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(3 * MIB, told.get(told.size() - 1));
    }

    @Test
    void aCopyNeverReplacesAFile() throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "new");
        Path target = Files.writeString(folder.resolve("target"), "precious");
        HostException failure = assertThrows(HostException.class,
                () -> DurableFiles.copyAndHash(source, target, Progress.NONE));
        assertEquals("The file '" + target + "' could not be written: it already exists.", failure.getMessage());
        assertEquals("precious", Files.readString(target));
    }

    @Test
    void aCopyThatFailsIsGone() throws IOException {
        Path target = folder.resolve("target");
        HostException missing = assertThrows(HostException.class,
                () -> DurableFiles.copy(folder.resolve("none"), target, Progress.NONE));
        assertTrue(missing.getMessage().startsWith("The file '" + folder.resolve("none") + "' could not be read"));
        Path source = Files.write(folder.resolve("source"), new byte[5 * MIB]);
        assertThrows(IllegalStateException.class, () -> DurableFiles.copyAndHash(source, target, (s, done, total) -> {
            throw new IllegalStateException("progress fails");
        }));
        assertEquals(List.of(source), entries());
    }

    @Test
    void anInterruptedCopyIsGone() throws IOException {
        Path source = Files.write(folder.resolve("source"), new byte[5 * MIB]);
        HostException failure = assertThrows(HostException.class, () -> DurableFiles.copyAndHash(source,
                folder.resolve("target"), (step, done, total) -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
        assertEquals(HostError.INTERRUPTED, failure.kind());
        assertEquals(List.of(source), entries());
    }

    private List<Path> entries() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static long blocks(Path file) {
        return Long.parseLong(Subprocess.run(List.of("stat", "-c", "%b", file.toString()), Duration.ofSeconds(10))
                .stdout().strip());
    }
}
