package dev.slipway.launcher.ec2.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The endpoint on a port. A bounded number of requests is worked on at a time, a bounded number waits, and whoever sends too
 * slowly or nothing at all is let go of.
 */
public final class EndpointServer implements AutoCloseable {

    private static final int LARGEST_BODY = 1 << 20;
    /** Many, because a thread is held for as long as a request takes to arrive, and slow ones must not keep others out. */
    private static final int THREADS = 256;
    private static final int WAITING = 512;
    private static final int WORKED_ON = 32;
    private static final int GRACE_SECONDS = 25;
    private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer http;
    private final ThreadPoolExecutor workers;
    private final Endpoint endpoint;
    private final Runnable readiness;
    private final Metrics metrics = new Metrics();
    /** The server itself and each request that is worked on. */
    private final Phaser working = new Phaser(1);
    private final Semaphore room = new Semaphore(WORKED_ON, true);
    private volatile boolean stopping;
    private final AccessLog log;
    private volatile Supplier<String> moreFigures = () -> "";

    /**
     * Listens from now on.
     *
     * @param hasAccessKeys whether anybody has a key
     * @param readiness throws what keeps the endpoint from answering
     * @param log where a line for each request goes
     */
    public EndpointServer(ServerOptions options, boolean hasAccessKeys, Endpoint endpoint, Runnable readiness, PrintStream log) {
        options.check(hasAccessKeys);
        this.endpoint = endpoint;
        this.readiness = readiness;
        this.log = new AccessLog(log);
        // Read by the server once, when it is first used: seconds for a request to arrive, for an idle connection, and how many.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.idleInterval", "60");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "200");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.workers = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING));
        workers.allowCoreThreadTimeOut(true);
        this.http = create(options);
        http.setExecutor(workers);
        http.createContext("/", this::handle);
        http.start();
    }

    private static HttpServer create(ServerOptions options) {
        try {
            if (options.certificate().isEmpty()) {
                return HttpServer.create(options.address(), 0);
            }
            HttpsServer https = HttpsServer.create(options.address(), 0);
            https.setHttpsConfigurator(new HttpsConfigurator(
                    TlsFiles.context(options.certificate().get(), options.key().orElseThrow())));
            return https;
        } catch (IOException e) {
            throw new LauncherException(LauncherError.LISTEN_FAILED, "Cannot listen on " + options.address().getHostString()
                    + ":" + options.address().getPort() + ": " + e.getMessage() + ".", e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    /** Shows these figures, too, in Prometheus's text format. */
    public void alsoShow(Supplier<String> figures) {
        moreFigures = figures;
    }

    private void handle(HttpExchange exchange) throws IOException {
        working.register();
        try (exchange) {
            if (stopping) {
                send(exchange, HttpStatus.UNAVAILABLE, PLAIN, "stopping\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> query(exchange);
                case "/health/live" -> send(exchange, HttpStatus.OK, PLAIN, "live\n");
                case "/health/ready" -> ready(exchange);
                case "/metrics" -> send(exchange, HttpStatus.OK, PLAIN, metrics.text() + moreFigures.get());
                default -> other(exchange);
            }
        } finally {
            working.arriveAndDeregister();
        }
    }

    /** Snapshots are read under paths of their own. */
    private void other(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().startsWith("/snapshots/")) {
            query(exchange);
        } else {
            send(exchange, HttpStatus.NOT_FOUND, PLAIN, "not found\n");
        }
    }

    private void query(HttpExchange exchange) throws IOException {
        long began = System.nanoTime();
        String requestId = UUID.randomUUID().toString();
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        Reply reply = body.length > LARGEST_BODY
                ? Endpoint.refused(new LauncherException(LauncherError.BODY_TOO_LARGE,
                        "The request is larger than " + LARGEST_BODY + " bytes."), requestId)
                : inTurn(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
                        exchange.getRequestURI().getRawQuery(), exchange.getRequestHeaders(), body), requestId);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        metrics.add(reply, took);
        log.add(requestId, exchange.getRemoteAddress().getAddress().getHostAddress(), reply, took);
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, reply.status(), reply.headers().get("Content-Type"), reply.body());
    }

    private Reply inTurn(Request request, String requestId) {
        room.acquireUninterruptibly();
        try {
            return endpoint.answer(request, requestId);
        } finally {
            room.release();
        }
    }

    private void ready(HttpExchange exchange) throws IOException {
        try {
            readiness.run();
            send(exchange, HttpStatus.OK, PLAIN, "ready\n");
        } catch (SlipwayException e) {
            send(exchange, HttpStatus.UNAVAILABLE, PLAIN, e.code().code() + "\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Takes no more requests, and lets those that are worked on come to their end. */
    @Override
    public void close() {
        stopping = true;
        try {
            // The server's own stop with a delay waits for all of it, even if nothing is worked on.
            working.awaitAdvanceInterruptibly(working.arrive(), GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // What is still worked on is left as by any command that is killed.
        }
        http.stop(0);
        workers.shutdown();
    }
}
