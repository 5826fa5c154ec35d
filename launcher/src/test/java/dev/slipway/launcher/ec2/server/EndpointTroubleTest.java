package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.ec2.signature.Signer;
import dev.slipway.launcher.ec2.signature.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that misbehave are answered or let go of, nothing of the inside is told, and others do not notice. */
@Timeout(120)
class EndpointTroubleTest {

    private static final Limits SHORT = new Limits(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(5), 4096);
    private static final int IDLE_CLIENTS = 2000;
    /** As many as are worked on and wait, and some. */
    private static final int TOO_MANY = 600;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> defects = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AccessKey key = new AccessKey("AKIAIOSFODNN7EXAMPLE", "secret", new AccountId("111122223333"), Instant.EPOCH);
    private final Endpoint endpoint = new Endpoint(new Verification(id -> Optional.of(key), Clock.systemUTC()), (caller, action) -> {
        try {
            asked.countDown();
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("a secret of the inside");
    }, defects::add);
    private final EndpointServer server = new EndpointServer(new ServerOptions(new InetSocketAddress("127.0.0.1", 0), Optional.empty(),
            Optional.empty(), false), false, endpoint, () -> { }, new PrintStream(log, true, StandardCharsets.UTF_8), SHORT);

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        server.close();
    }

    @Test
    void aBodyThatDoesNotArriveIsNotWaitedFor() throws Exception {
        String answer = said("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=");
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        assertTrue(answer.contains("<Code>RequestTimeout</Code>"), answer);
        assertIsAnswered();
    }

    @Test
    void aBodyThatIsCutOffLeavesNothingBehind() throws Exception {
        try (Socket socket = open()) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=");
        }
        awaitConnections(0);
        assertIsAnswered();
    }

    @Test
    void aBodyInChunksIsTakenAndOneThatNeverEndsIsNot() throws Exception {
        assertTrue(said("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nA=b\r\n0\r\n\r\n")
                .contains("<Code>MissingAuthenticationToken</Code>"));
        try (Socket socket = open()) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "1000\r\n" + "a".repeat(4096) + "\r\n";
            for (int i = 0; i < 300; i++) {
                send(socket, chunk);
            }
            String answer = read(socket);
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        } catch (SocketException refusedAsItWasSent) {
            assertIsAnswered();
        }
    }

    @Test
    void whatIsNoHttpIsAnsweredByAnErrorDocument() throws Exception {
        for (String nonsense : List.of("\u0016\u0003\u0001 nonsense\r\n\r\n", "GET / HTTP/7.3\r\n\r\n", "POST / HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000) + "\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            String answer = said(nonsense);
            assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 5"), answer);
            assertFalse(answer.contains("xception") || answer.contains("jetty"), answer);
        }
        assertIsAnswered();
    }

    @Test
    void thousandsOfIdleConnectionsKeepNobodyOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        int threads = Thread.activeCount();
        for (int i = 0; i < IDLE_CLIENTS; i++) {
            idle.add(open());
        }
        awaitConnections(IDLE_CLIENTS);
        long began = System.nanoTime();
        assertIsAnswered();
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(10), "an answer took too long");
        assertTrue(Thread.activeCount() < threads + 40, "threads are held by connections that say nothing");
        for (Socket socket : idle) {
            socket.close();
        }
        awaitConnections(0);
    }

    @Test
    void moreThanCanWaitAreToldToComeAgain() throws Exception {
        List<Socket> asking = new ArrayList<>();
        String request = signed("Action=DescribeRegions&Version=2016-11-15");
        for (int i = 0; i < TOO_MANY; i++) {
            asking.add(open());
            send(asking.get(i), request);
        }
        awaitLines("RequestLimitExceeded");
        // Who only asks whether it lives is told even then.
        assertIsAnswered();
        mayAnswer.countDown();
        int refused = 0;
        for (Socket socket : asking) {
            String answer = read(socket, 30_000);
            assertFalse(answer.contains("secret"), answer);
            assertTrue(answer.startsWith("HTTP/1.1 500 ") || answer.contains("<Code>RequestLimitExceeded</Code>"), answer);
            refused += answer.startsWith("HTTP/1.1 503 ") ? 1 : 0;
            socket.close();
        }
        assertTrue(refused > 0 && refused < TOO_MANY / 2, refused + " were refused");
    }

    @Test
    void theEndWaitsForWhatIsWorkedOnAndTakesNothingMore() throws Exception {
        try (Socket asking = open(); Socket idle = open()) {
            send(asking, signed("Action=DescribeRegions&Version=2016-11-15"));
            assertTrue(asked.await(20, TimeUnit.SECONDS), "the request did not arrive");
            Thread end = new Thread(server::close);
            end.start();
            end.join(200);
            assertTrue(end.isAlive(), "the server did not wait");
            mayAnswer.countDown();
            assertTrue(read(asking, 20_000).startsWith("HTTP/1.1 500 "));
            end.join(TimeUnit.SECONDS.toMillis(20));
            assertFalse(end.isAlive(), "the server waits for nothing");
            assertEquals("", read(idle, 20_000));
        }
    }

    @Test
    void whatIsNotAnsweredWhenTheTimeIsOverIsNamed() throws Exception {
        Limits hurried = new Limits(SHORT.arrival(), SHORT.idle(), Duration.ofMillis(200), SHORT.connections());
        EndpointServer impatient = new EndpointServer(new ServerOptions(new InetSocketAddress("127.0.0.1", 0), Optional.empty(),
                Optional.empty(), false), false, endpoint, () -> { }, new PrintStream(log, true, StandardCharsets.UTF_8), hurried);
        try (Socket asking = new Socket(impatient.address().getAddress(), impatient.address().getPort())) {
            send(asking, signed("Action=DescribeRegions&Version=2016-11-15"));
            assertTrue(asked.await(20, TimeUnit.SECONDS), "the request did not arrive");
            impatient.close();
        }
        assertEquals(1, defects.size(), defects::toString);
        assertTrue(defects.get(0).startsWith("left undone") && defects.get(0).contains("DescribeRegions"), defects::toString);
    }

    private String signed(String body) {
        Request request = new Signer(key, "local-1", "ec2").form(body, Instant.now());
        StringBuilder text = new StringBuilder("POST / HTTP/1.1\r\nConnection: close\r\n");
        request.headers().forEach((name, values) -> text.append(name).append(": ").append(values.get(0)).append("\r\n"));
        return text + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void assertIsAnswered() throws IOException {
        String answer = said("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    private void awaitConnections(int wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end && server.connections() != wanted) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(wanted, server.connections());
    }

    private void awaitLines(String word) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end && !log.toString(StandardCharsets.UTF_8).contains(word)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private Socket open() throws IOException {
        return new Socket(server.address().getAddress(), server.address().getPort());
    }

    private String said(String request) throws IOException {
        try (Socket socket = open()) {
            send(socket, request);
            return read(socket);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String read(Socket socket) throws IOException {
        return read(socket, 30_000);
    }

    private static String read(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
