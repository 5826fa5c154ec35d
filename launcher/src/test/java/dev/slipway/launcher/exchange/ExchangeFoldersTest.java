package dev.slipway.launcher.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests reach the folders that are named, and nothing else. */
class ExchangeFoldersTest {

    @TempDir
    private Path host;
    private Path in;
    private ExchangeFolders folders;

    @BeforeEach
    void make() throws IOException {
        in = Files.createDirectories(host.toRealPath().resolve("in"));
        Files.writeString(Files.createDirectories(in.resolve("web")).resolve("disk one.raw"), "x");
        Files.writeString(host.resolve("secret"), "x");
        folders = new ExchangeFolders(List.of(in));
    }

    @Test
    void aFileHasThreeNames() {
        Path disk = in.resolve("web").resolve("disk one.raw");
        assertEquals(disk, folders.source("in", "web/disk one.raw"));
        assertEquals(disk, folders.source("s3://in/web/disk%20one.raw"));
        assertEquals(disk, folders.source("file://" + in + "/web/disk%20one.raw"));
    }

    @Test
    void aLinkWithinTheFolderIsFollowedAndOneOutOfItIsNot() throws IOException {
        Files.createSymbolicLink(in.resolve("same"), in.resolve("web").resolve("disk one.raw"));
        assertEquals(in.resolve("web").resolve("disk one.raw"), folders.source("in", "same"));
        Files.createSymbolicLink(in.resolve("out"), host.resolve("secret"));
        Files.createSymbolicLink(in.resolve("up"), host);
        refused("in", "out");
        refused("in", "up/secret");
        refused("file://" + in + "/out");
    }

    @Test
    void whatIsOutsideIsRefusedInTheSameWordsWhetherItIsThereOrNot() {
        String there = refused("file://" + host + "/secret").replace("secret", "");
        assertEquals(there, refused("file://" + host + "/").replace("secret", ""));
        for (String key : List.of("../secret", "web/../../secret", "/etc/passwd", "", "web/", "web", ".hidden", "web/.hidden", "a\0b")) {
            refused("in", key);
        }
        for (String url : List.of("file://" + in + "/../secret", "http://in/web", "file://host/web", "s3://other/x", "s3://in", "s3:///x",
                "web", "%", "file:web", "file://" + in + "/web/%00")) {
            refused(url);
        }
        refused("other", "web/disk one.raw");
        assertThrows(LauncherException.class, () -> new ExchangeFolders(List.of()).source("in", "web/disk one.raw"));
    }

    @Test
    void filesAreWrittenWithinTheFolderOnly() throws IOException {
        ExportPlace place = folders.target("in", "a/b/c-", "task.raw");
        assertEquals(in.resolve("a/b/c-task.raw"), place.file());
        assertFalse(Files.exists(in.resolve("a")), "nothing is made by asking");
        place.make();
        Files.writeString(place.file(), "x");
        assertTrue(place.isWritten());
        ExportPlace.of(place.details()).orElseThrow().remove();
        assertFalse(Files.exists(in.resolve("a")), "nothing stays of what was made for it");
        Files.createDirectories(in.resolve("a"));
        ExportPlace known = folders.target("in", "a/b/c-", "task.raw");
        known.make();
        known.remove();
        known.remove();
        assertTrue(Files.isDirectory(in.resolve("a")), "what was there stays");
        assertEquals(in.resolve("task.raw"), folders.target("in", "", "task.raw").file());
        Files.createSymbolicLink(in.resolve("up"), host);
        for (String prefix : List.of("up/", "../", "a/../../", "/", "web/disk one.raw/", ".x/", "\0")) {
            assertEquals(LauncherError.INVALID_PARAMETER_VALUE,
                    assertThrows(LauncherException.class, () -> folders.target("in", prefix, "task.raw"), prefix).kind());
        }
        assertFalse(Files.exists(host.resolve("task.raw")));
    }

    private String refused(String url) {
        LauncherException e = assertThrows(LauncherException.class, () -> folders.source(url), url);
        assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.kind());
        return e.getMessage();
    }

    private void refused(String bucket, String key) {
        LauncherException e = assertThrows(LauncherException.class, () -> folders.source(bucket, key), key);
        assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.kind());
    }
}
