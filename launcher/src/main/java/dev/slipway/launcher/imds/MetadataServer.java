package dev.slipway.launcher.imds;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.net.ForeignConnection;
import dev.slipway.host.net.ForeignListener;
import dev.slipway.launcher.imds.http.Conversation;
import dev.slipway.launcher.imds.http.MetadataAnswer;
import dev.slipway.launcher.imds.http.MetadataRequest;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Answers the connections of guests: a bounded number at a time, of one guest far fewer, and each for a bounded time. */
final class MetadataServer {

    private static final int THREADS = 64;
    private static final int EACH = 8;

    private final MetadataService service;
    private final Askers askers;
    private final MetadataLog log;
    private final MetadataFigures figures;
    private final Consumer<String> defects;
    private final ThreadPoolExecutor workers;
    private final Set<ForeignConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> each = new ConcurrentHashMap<>();

    /** @param defects told of what must not happen, for whoever runs the server */
    MetadataServer(MetadataService service, Askers askers, MetadataLog log, MetadataFigures figures, Consumer<String> defects) {
        this.service = service;
        this.askers = askers;
        this.log = log;
        this.figures = figures;
        this.defects = defects;
        this.workers = new ThreadPoolExecutor(0, THREADS, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    }

    /** Takes connections until the listener is closed. */
    void serve(ForeignListener listener) {
        while (true) {
            try {
                Optional<ForeignConnection> connection = listener.accept();
                if (connection.isEmpty()) {
                    return;
                }
                begin(connection.get());
            } catch (HostException e) {
                // Out of file numbers, for one: whoever is served now gives some back.
                defects.accept(e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(ForeignConnection connection) {
        InetAddress peer = connection.peer();
        boolean begun = false;
        int count = each.merge(peer, 1, Integer::sum);
        open.add(connection);
        try {
            if (count <= EACH) {
                workers.execute(() -> converse(connection));
                begun = true;
            }
        } catch (RejectedExecutionException e) {
            // All threads are busy; the client may come again.
            begun = false;
        } finally {
            if (!begun) {
                figures.refused();
                end(connection);
            }
        }
    }

    private void end(ForeignConnection connection) {
        open.remove(connection);
        connection.close();
        each.compute(connection.peer(), (peer, count) -> count == null || count <= 1 ? null : count - 1);
    }

    private void converse(ForeignConnection connection) {
        String client = connection.peer().getHostAddress();
        try {
            new Conversation(connection, new Conversation.Answers() {
                @Override
                public MetadataAnswer answer(MetadataRequest request) {
                    return answered(client, request);
                }

                @Override
                public void refused(MetadataAnswer answer) {
                    told(client, Optional.empty(), "-", "-", answer, Duration.ZERO);
                }
            }).run();
        } catch (IOException e) {
            // The guest went away, or was too slow: nobody is left to be told.
            return;
        } finally {
            end(connection);
        }
    }

    private MetadataAnswer answered(String client, MetadataRequest request) {
        long began = System.nanoTime();
        Optional<InstanceId> instance = Optional.empty();
        MetadataAnswer answer;
        try {
            Optional<MetadataSubject> subject = askers.find(client);
            instance = subject.map(found -> found.instance().instanceId());
            answer = subject.map(found -> service.answer(found, askers.subnets(), request))
                    .orElseGet(() -> MetadataAnswer.refused(MetadataAnswer.NOT_FOUND));
        } catch (SlipwayException e) {
            defects.accept("the metadata service cannot answer " + client + ": " + e.getMessage());
            answer = MetadataAnswer.refused(MetadataAnswer.UNAVAILABLE);
        } catch (RuntimeException e) {
            defects.accept("a defect in Slipway met the metadata request " + request.text() + " of " + client + ": " + e);
            answer = MetadataAnswer.refused(MetadataAnswer.DEFECT);
        }
        told(client, instance, request.method(), request.text(), answer, Duration.ofNanos(System.nanoTime() - began));
        return answer;
    }

    private void told(String client, Optional<InstanceId> instance, String method, String path, MetadataAnswer answer, Duration took) {
        figures.answered(answer.status());
        log.add(client, instance, method, path, answer, took);
    }

    /** Lets go of whoever is still connected. */
    void end() {
        workers.shutdown();
        open.forEach(ForeignConnection::abort);
    }
}
