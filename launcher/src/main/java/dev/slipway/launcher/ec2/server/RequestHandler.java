package dev.slipway.launcher.ec2.server;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.ec2.protocol.Body;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes requests in, has them worked on by threads that may wait, and sends the answers. */
final class RequestHandler extends Handler.Abstract.NonBlocking {

    private static final int WORKED_ON = 32;
    private static final int WAITING = 512;
    private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";

    private final Endpoint endpoint;
    private final Runnable readiness;
    private final AccessLog log;
    private final Duration arrival;
    private final Metrics metrics = new Metrics();
    private final ThreadPoolExecutor workers;
    /** The server itself and each request that was taken in. */
    private final Phaser working = new Phaser(1);
    private volatile boolean stopping;
    private volatile Supplier<String> moreFigures = () -> "";

    RequestHandler(Endpoint endpoint, Runnable readiness, AccessLog log, Duration arrival) {
        this.arrival = arrival;
        this.endpoint = endpoint;
        this.readiness = readiness;
        this.log = log;
        workers = new ThreadPoolExecutor(WORKED_ON, WORKED_ON, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), work -> {
            Thread thread = new Thread(work, "request");
            thread.setDaemon(true);
            return thread;
        });
        workers.allowCoreThreadTimeOut(true);
    }

    /** Shows these figures beside its own. */
    void alsoShow(Supplier<String> figures) {
        moreFigures = figures;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request http, Response response, Callback callback) {
        Exchange exchange = new Exchange(http, response, callback, working);
        if (stopping) {
            exchange.closeAfterwards();
            exchange.send(HttpStatus.UNAVAILABLE, PLAIN, "stopping\n");
            return true;
        }
        String path = http.getHttpURI().getPath() == null ? "" : http.getHttpURI().getPath();
        switch (path) {
            case "/", "" -> arrive(exchange);
            case "/health/live" -> exchange.send(HttpStatus.OK, PLAIN, "live\n");
            case "/health/ready" -> work(exchange, () -> ready(exchange));
            case "/metrics" -> exchange.send(HttpStatus.OK, PLAIN, metrics.text() + moreFigures.get());
            default -> {
                // Snapshots are read under paths of their own.
                if (path.startsWith("/snapshots/")) {
                    arrive(exchange);
                } else {
                    exchange.send(HttpStatus.NOT_FOUND, PLAIN, "not found\n");
                }
            }
        }
        return true;
    }

    private void arrive(Exchange exchange) {
        new ArrivingBody(exchange.request(), arrival, body -> query(exchange, body), refusal -> refuse(exchange, refusal)).run();
    }

    private void work(Exchange exchange, Runnable work) {
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    exchange.fail(e);
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            refuse(exchange, new LauncherException(LauncherError.REQUEST_LIMIT, "Request limit exceeded.", e));
        }
    }

    private void query(Exchange exchange, byte[] body) {
        work(exchange, () -> answer(exchange, endpoint.answer(request(exchange.request(), body), exchange.id())));
    }

    private void refuse(Exchange exchange, LauncherException refusal) {
        exchange.closeAfterwards();
        answer(exchange, Endpoint.refused(refusal, exchange.id()));
    }

    private void answer(Exchange exchange, Reply reply) {
        Duration took = exchange.took();
        metrics.add(reply, took);
        log.add(exchange.id(), exchange.client(), reply, took);
        exchange.answer(reply);
    }

    private static Request request(org.eclipse.jetty.server.Request http, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : http.getHeaders()) {
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>()).add(field.getValue());
        }
        String path = http.getHttpURI().getPath();
        return new Request(http.getMethod(), path == null ? "" : path, http.getHttpURI().getQuery(), headers, body);
    }

    private void ready(Exchange exchange) {
        try {
            readiness.run();
            exchange.send(HttpStatus.OK, PLAIN, "ready\n");
        } catch (SlipwayException e) {
            exchange.send(HttpStatus.UNAVAILABLE, PLAIN, e.code().code() + "\n");
        }
    }

    /** Takes nothing more, and waits for what was taken in. */
    void finish(Duration patience) {
        stopping = true;
        boolean interrupted = Thread.interrupted();
        try {
            working.awaitAdvanceInterruptibly(working.arrive(), EndpointServer.millis(patience), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (TimeoutException e) {
            // What is still worked on is left as by any command that is killed.
        }
        workers.shutdown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One request and its answer. */
    private static final class Exchange {

        private final org.eclipse.jetty.server.Request request;
        private final Response response;
        private final Callback callback;
        private final String id = UUID.randomUUID().toString();
        private final long began = System.nanoTime();

        Exchange(org.eclipse.jetty.server.Request request, Response response, Callback callback, Phaser working) {
            this.request = request;
            this.response = response;
            working.register();
            this.callback = Callback.from(callback, working::arriveAndDeregister);
        }

        org.eclipse.jetty.server.Request request() {
            return request;
        }

        String id() {
            return id;
        }

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        String client() {
            return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress client
                    && client.getAddress() != null ? client.getAddress().getHostAddress() : "";
        }

        /** What was not read is not read later either. */
        void closeAfterwards() {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }

        void send(int status, String type, String text) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            send(status, Body.of(text.getBytes(StandardCharsets.UTF_8)));
        }

        void answer(Reply reply) {
            reply.headers().forEach(response.getHeaders()::put);
            response.getHeaders().put("x-amzn-RequestId", id);
            send(reply.status(), reply.body());
        }

        private void send(int status, Body body) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
            new DepartingBody(response, body.pieces(), callback).iterate();
        }

        void fail(Throwable defect) {
            callback.failed(defect);
        }
    }
}
