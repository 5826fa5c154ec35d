package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.ec2.signature.Verification;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server in front of the endpoint, on a free port of 127.0.0.1. */
class EndpointServerTest {

    private static final InetSocketAddress FREE = new InetSocketAddress("127.0.0.1", 0);

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Endpoint endpoint = new Endpoint(new Verification(id -> Optional.empty(), Clock.systemUTC()),
            (caller, action) -> null, defect -> { });
    private boolean ready = true;
    private final EndpointServer server = new EndpointServer(new ServerOptions(FREE, Optional.empty(), Optional.empty(), false),
            false, endpoint, () -> {
                if (!ready) {
                    throw new LauncherException(LauncherError.SETTINGS_INVALID, "Not now.");
                }
            }, new PrintStream(log, true, StandardCharsets.UTF_8));

    @AfterEach
    void stopsAtOnceWhenNothingIsWorkedOn() {
        long began = System.nanoTime();
        server.close();
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(2), "the server waited for nothing");
    }

    @Test
    void healthAndFiguresAreTold() throws Exception {
        assertEquals(200, get("/health/live").statusCode());
        assertEquals(200, get("/health/ready").statusCode());
        ready = false;
        assertEquals(503, get("/health/ready").statusCode());
        assertEquals(404, get("/favicon.ico").statusCode());
        assertEquals(403, get("/?Action=DescribeImages").statusCode());
        String figures = get("/metrics").body();
        assertTrue(figures.contains("slipway_requests_total{action=\"unknown\",code=\"MissingAuthenticationToken\"} 1\n"), figures);
        assertTrue(figures.contains("slipway_request_duration_seconds_bucket{le=\"+Inf\"} 1\n"), figures);
        String line = log.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains("\"status\":403,\"code\":\"MissingAuthenticationToken\""), line);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri("/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("<Code>RequestEntityTooLarge</Code>"), answer.body());
    }

    @Test
    void othersAreListenedToOnlyWithACertificateAndAKey() {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
        Optional<Path> file = Optional.of(Path.of("x"));
        assertEquals(LauncherError.LISTEN_UNSAFE, refused(new ServerOptions(everywhere, Optional.empty(), Optional.empty(), false), true));
        assertEquals(LauncherError.LISTEN_UNSAFE, refused(new ServerOptions(everywhere, file, file, false), false));
        new ServerOptions(everywhere, file, file, false).check(true);
        new ServerOptions(everywhere, Optional.empty(), Optional.empty(), true).check(false);
        assertThrows(LauncherException.class, () -> new ServerOptions(FREE, file, Optional.empty(), false));
    }

    private static LauncherError refused(ServerOptions options, boolean hasAccessKeys) {
        return assertThrows(LauncherException.class, () -> options.check(hasAccessKeys)).kind();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }
}
