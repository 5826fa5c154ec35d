package dev.slipway.host.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers do, and what becomes of a download then. */
@Timeout(60)
class DownloadTest {

    private static final FetchLimits LIMITS = new FetchLimits(Duration.ofSeconds(2), Duration.ofMillis(600), 3, 3,
            Duration.ofMillis(5), 10 << 20);
    private static final int LENGTH = 600_000;

    @TempDir
    private Path folder;
    private ScriptedServer server;
    private byte[] content;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        content = new byte[LENGTH];
        new Random(1).nextBytes(content);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aFileComesAndIsHashedOnTheWay() throws IOException {
        server.reply(ok(LENGTH), content);
        try (Download download = open("/disk.img?token=secret")) {
            Fetched fetched = download.run(Set.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA512), Progress.NONE);
            assertArrayEquals(content, Files.readAllBytes(fetched.file()));
            for (DigestAlgorithm algorithm : fetched.digests().keySet()) {
                assertEquals(DurableFiles.digest(fetched.file(), algorithm, Progress.NONE),
                        fetched.digests().get(algorithm));
            }
            assertEquals(2, fetched.digests().size());
            download.discard();
        }
        assertEmpty();
    }

    @Test
    void aLineThatIsCutIsTakenUpAgain() throws IOException {
        server.reply(ok(LENGTH), part(0, 200_000)).reply(partial(200_000, LENGTH), part(200_000, 450_000))
                .reply(partial(450_000, LENGTH), part(450_000, LENGTH));
        assertFetched();
        assertTrue(server.requests.get(1).contains("Range: bytes=200000-"), server.requests.get(1));
        assertTrue(server.requests.get(1).contains("If-Range: \"one\""), server.requests.get(1));
    }

    @Test
    void aServerThatKnowsNoRangesIsAskedForAllOfItAgain() throws IOException {
        server.reply(ok(LENGTH), part(0, 200_000)).reply(ok(LENGTH), content);
        assertFetched();
    }

    @Test
    void aFileThatChangesMeanwhileIsBegunAnew() throws IOException {
        server.reply(ok(LENGTH + 5).replace("one", "old"), new byte[1000])
                .reply(partial(1000, LENGTH), part(1000, LENGTH)).reply(ok(LENGTH), content);
        assertFetched();
    }

    @Test
    void anotherCommandGoesOnWhereOneStopped() throws IOException {
        server.reply(ok(LENGTH), part(0, 300_000)).reply(status(404), new byte[0]);
        assertFailed(HostError.DOWNLOAD_NOT_FOUND);
        server.anew().reply(partial(300_000, LENGTH), part(300_000, LENGTH));
        assertFetched();
        assertTrue(server.requests.get(2).contains("Range: bytes=300000-"), server.requests.get(2));
    }

    @Test
    void aCompleteDownloadIsNotFetchedAgain() throws IOException {
        server.reply(ok(LENGTH), content).reply("HTTP/1.1 416 Range Not Satisfiable\nContent-Length: 0", new byte[0]);
        try (Download download = open("/disk.img")) {
            download.run(Set.of(), Progress.NONE);
        }
        try (Download download = open("/disk.img")) {
            Fetched fetched = download.run(Set.of(DigestAlgorithm.SHA256), Progress.NONE);
            assertArrayEquals(content, Files.readAllBytes(fetched.file()));
            assertEquals(DurableFiles.sha256(fetched.file(), Progress.NONE),
                    fetched.digests().get(DigestAlgorithm.SHA256));
        }
        assertEquals(2, server.requests.size());
    }

    @Test
    void withoutAnythingToTellItByADownloadIsBegunAnewByTheNextCommand() throws IOException {
        String plain = "HTTP/1.1 200 OK\nContent-Length: " + LENGTH;
        server.reply(plain, part(0, 1000)).reply(status(403), new byte[0]);
        assertFailed(HostError.DOWNLOAD_REFUSED);
        server.anew().reply(plain, content);
        assertFetched();
        assertFalse(server.requests.get(2).contains("Range"), server.requests.get(2));
    }

    @ParameterizedTest
    @CsvSource({"404, DOWNLOAD_NOT_FOUND", "410, DOWNLOAD_NOT_FOUND", "401, DOWNLOAD_REFUSED", "403, DOWNLOAD_REFUSED",
        "500, DOWNLOAD_FAILED", "503, DOWNLOAD_FAILED", "418, DOWNLOAD_FAILED", "204, DOWNLOAD_FAILED"})
    void whatAServerAnswersInstead(int status, HostError expected) throws IOException {
        server.reply(status(status), new byte[0]);
        HostException e = assertFailed(expected);
        assertTrue(e.getMessage().contains(Integer.toString(status)), e.getMessage());
        assertEquals(status >= 500 ? LIMITS.attempts() : 1, server.requests.size());
    }

    @Test
    void troubleThatPassesIsWaitedFor() throws IOException {
        server.reply(status(503), new byte[0]).reply("", new byte[0]).reply(ok(LENGTH), content);
        assertFetched();
    }

    @Test
    void aServerThatPromisesMoreThanItGives() throws IOException {
        server.reply(ok(LENGTH + 1), content).reply(ok(LENGTH + 1), content);
        HostException e = assertFailed(HostError.DOWNLOAD_INCOMPLETE);
        assertTrue(e.getMessage().contains("600000 bytes of the 600001"), e.getMessage());
    }

    @Test
    void aServerThatGivesMoreThanItPromises() throws IOException {
        server.reply(ok(1000), content);
        try (Download download = open("/disk.img")) {
            assertEquals(1000, download.run(Set.of(), Progress.NONE).sizeBytes());
        }
    }

    @Test
    void aServerThatAnswersWithAnotherPart() throws IOException {
        server.reply(ok(LENGTH), part(0, 1000)).reply(partial(500, LENGTH), part(500, LENGTH));
        assertFailed(HostError.DOWNLOAD_FAILED);
    }

    @Test
    void aServerThatAnswersNonsense() throws IOException {
        server.reply("SSH-2.0-OpenSSH_9.2", new byte[0]);
        assertFailed(HostError.DOWNLOAD_FAILED);
    }

    @Test
    void aServerThatNeverAnswers() throws IOException {
        server.replyAndHold("", new byte[0]);
        assertFailed(HostError.DOWNLOAD_TIMED_OUT);
    }

    @Test
    void aServerThatFallsSilent() throws IOException {
        server.replyAndHold(ok(LENGTH), part(0, 1000));
        assertFailed(HostError.DOWNLOAD_TIMED_OUT);
    }

    @Test
    void aServerThatAnnouncesTooMuch() throws IOException {
        server.reply(ok(1L << 50), content);
        assertFailed(HostError.DOWNLOAD_TOO_LARGE);
    }

    @Test
    void aServerThatNeverEnds() throws IOException {
        byte[] chunk = new byte[11 << 20];
        server.reply("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", ("b00000\r\n" + new String(chunk)).getBytes());
        assertFailed(HostError.DOWNLOAD_TOO_LARGE);
    }

    @Test
    void nobodyListens() throws IOException {
        server.close();
        assertFailed(HostError.DOWNLOAD_FAILED);
    }

    @Test
    void redirectsAreFollowedForAWhile() throws IOException {
        server.reply("HTTP/1.1 302 Found\nLocation: /other\nContent-Length: 0", new byte[0])
                .reply("HTTP/1.1 308 Permanent Redirect\nLocation: " + server.url("/third"), new byte[0])
                .reply(ok(LENGTH), content);
        assertFetched();
        assertTrue(server.requests.get(2).startsWith("GET /third "), server.requests.get(2));
    }

    @Test
    void redirectsInACircle() throws IOException {
        server.reply("HTTP/1.1 302 Found\nLocation: /disk.img", new byte[0]);
        assertFailed(HostError.DOWNLOAD_FAILED);
        assertEquals(LIMITS.redirects() + 1, server.requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/shadow", "ftp://127.0.0.1/x", "//[", "http://", "jar:file:///x!/y"})
    void redirectsElsewhere(String location) throws IOException {
        server.reply("HTTP/1.1 302 Found\nLocation: " + location, new byte[0]);
        assertFailed(HostError.URL_UNUSABLE);
        assertEquals(1, server.requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/shadow", "ftp://127.0.0.1/x", "http:///x", "http://a b/", "nbd://x/y"})
    void addressesThatAreNone(String url) {
        assertEquals(HostError.URL_UNUSABLE, assertThrows(HostException.class, () -> WebAddress.of(url)).kind());
    }

    @Test
    void secretsOfAnAddressAreSentAndNotShown() throws IOException {
        server.reply(status(404), new byte[0]);
        WebAddress address = WebAddress.of(server.url("/a/disk%20one.img?signature=s3cr3t")
                .replace("http://", "http://user:pa55@"));
        assertEquals("disk one.img", address.fileName());
        try (Download download = Download.open(folder, address, LIMITS)) {
            HostException e = assertThrows(HostException.class, () -> download.run(Set.of(), Progress.NONE));
            assertFalse(e.getMessage().contains("s3cr3t") || e.getMessage().contains("pa55"), e.getMessage());
        }
        assertTrue(server.requests.get(0).contains("Authorization: Basic dXNlcjpwYTU1"), server.requests.get(0));
        assertTrue(server.requests.get(0).contains("signature=s3cr3t"), server.requests.get(0));
    }

    @Test
    void twoAtOnceDoNotGetIntoEachOthersWay() throws IOException {
        server.reply(ok(LENGTH), content);
        try (Download first = open("/disk.img"); Download second = open("/disk.img")) {
            Path one = first.run(Set.of(), Progress.NONE).file();
            Path other = second.run(Set.of(), Progress.NONE).file();
            assertEquals(-1, Files.mismatch(one, other));
            assertFalse(one.equals(other));
            first.discard();
        }
        assertEmpty();
    }

    @Test
    void oldDownloadsAreRemovedButNotThoseInUse() throws IOException {
        server.reply(ok(LENGTH), content);
        long later = System.currentTimeMillis() + 60_000;
        try (Download download = open("/disk.img")) {
            download.run(Set.of(), Progress.NONE);
            Download.removeOlderThan(folder, later);
            assertFalse(listing().isEmpty());
        }
        Download.removeOlderThan(folder, System.currentTimeMillis() - 60_000);
        assertFalse(listing().isEmpty());
        Download.removeOlderThan(folder, later);
        assertEmpty();
    }

    @Test
    void anInterruptStopsItAtOnce() throws IOException {
        server.replyAndHold(ok(LENGTH), part(0, 1000));
        Thread main = Thread.currentThread();
        try (Download download = open("/disk.img")) {
            HostException e = assertThrows(HostException.class, () -> download.run(Set.of(),
                    (step, done, total) -> main.interrupt()));
            assertEquals(HostError.INTERRUPTED, e.kind());
            assertTrue(Thread.interrupted());
        }
        assertEquals(1000, Files.size(contentFile()));
    }

    private Path contentFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("content")).findAny().orElseThrow();
        }
    }

    private List<Path> listing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void assertEmpty() throws IOException {
        assertEquals(List.of(), listing());
    }

    private void assertFetched() throws IOException {
        try (Download download = open("/disk.img")) {
            Fetched fetched = download.run(Set.of(DigestAlgorithm.SHA256), Progress.NONE);
            assertArrayEquals(content, Files.readAllBytes(fetched.file()));
            assertEquals(DurableFiles.sha256(fetched.file(), Progress.NONE),
                    fetched.digests().get(DigestAlgorithm.SHA256));
        }
    }

    private HostException assertFailed(HostError kind) {
        try (Download download = open("/disk.img")) {
            HostException e = assertThrows(HostException.class, () -> download.run(Set.of(), Progress.NONE));
            assertEquals(kind, e.kind(), e.getMessage());
            return e;
        }
    }

    private Download open(String path) {
        return Download.open(folder, WebAddress.of(server.url(path)), LIMITS);
    }

    private byte[] part(int from, int to) {
        return Arrays.copyOfRange(content, from, to);
    }

    private static String ok(long length) {
        return "HTTP/1.1 200 OK\nETag: \"one\"\nContent-Length: " + length;
    }

    private static String partial(int from, int total) {
        return "HTTP/1.1 206 Partial Content\nETag: \"one\"\nContent-Length: " + (total - from)
                + "\nContent-Range: bytes " + from + "-" + (total - 1) + "/" + total;
    }

    private static String status(int status) {
        return "HTTP/1.1 " + status + " So\nContent-Length: 0";
    }
}
