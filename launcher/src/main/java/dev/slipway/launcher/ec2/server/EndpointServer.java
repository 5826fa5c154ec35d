package dev.slipway.launcher.ec2.server;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The endpoint on a port. Connections and what arrives by them slowly hold no thread; a bounded number of requests is worked on
 * at a time, a bounded number waits, and whoever sends too slowly or nothing at all is let go of.
 */
public final class EndpointServer implements AutoCloseable {

    /** Those that carry bytes between connections and requests; none of them ever waits for the store or for libvirt. */
    private static final int THREADS = 16;
    private static final int NOT_YET_ACCEPTED = 1024;
    private static final int LONGEST_HEAD = 64 << 10;
    private static final String HTTP = "http/1.1";

    private final Server server;
    private final ServerConnector connector;
    private final InetSocketAddress address;
    private final Endpoint endpoint;
    private final RequestHandler handler;
    private final Limits limits;

    /**
     * Listens from now on.
     *
     * @param hasAccessKeys whether anybody has a key
     * @param readiness throws what keeps the endpoint from answering
     * @param log where a line for each request goes
     */
    public EndpointServer(ServerOptions options, boolean hasAccessKeys, Endpoint endpoint, Runnable readiness, PrintStream log) {
        this(options, hasAccessKeys, endpoint, readiness, log, Limits.USUAL);
    }

    EndpointServer(ServerOptions options, boolean hasAccessKeys, Endpoint endpoint, Runnable readiness, PrintStream log,
            Limits limits) {
        options.check(hasAccessKeys);
        this.endpoint = endpoint;
        this.limits = limits;
        this.handler = new RequestHandler(endpoint, readiness, new AccessLog(log), limits.arrival());
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("http");
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, 1, 1, protocols(options));
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setAcceptQueueSize(NOT_YET_ACCEPTED);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setHandler(handler);
        server.setErrorHandler(new ErrorAnswer());
        this.address = listen(options);
    }

    private static ConnectionFactory[] protocols(ServerOptions options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEAD);
        // Headers are signed, letter by letter; well-known ones would come in another case otherwise.
        http.setHeaderCacheCaseSensitive(true);
        http.setHttpCompliance(HttpCompliance.RFC7230);
        // There is one path, and what it says is never the name of a file.
        http.setUriCompliance(UriCompliance.UNSAFE);
        List<ConnectionFactory> protocols = new ArrayList<>();
        options.certificate().ifPresent(certificate -> {
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setSslContext(TlsFiles.context(certificate, options.key().orElseThrow()));
            protocols.add(new SslConnectionFactory(tls, HTTP));
        });
        protocols.add(new HttpConnectionFactory(http));
        return protocols.toArray(new ConnectionFactory[0]);
    }

    private InetSocketAddress listen(ServerOptions options) {
        String where = options.address().getHostString() + ":" + options.address().getPort();
        try {
            if (options.socket().isPresent()) {
                connector.open(options.socket().get());
            } else {
                connector.setHost(options.address().getHostString());
                connector.setPort(options.address().getPort());
                connector.open();
            }
            InetSocketAddress bound =
                    (InetSocketAddress) ((ServerSocketChannel) connector.getTransport()).getLocalAddress();
            server.start();
            return bound;
        } catch (IOException e) {
            connector.close();
            throw failed(where, e);
        } catch (Exception e) {
            // What start() declares; it is no way of its own to fail.
            throw failed(where, e);
        }
    }

    private static LauncherException failed(String where, Exception e) {
        return new LauncherException(LauncherError.LISTEN_FAILED, "Cannot listen on " + where + ": "
                + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()) + ".", e);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Shows these figures, too, in Prometheus's text format. */
    public void alsoShow(Supplier<String> figures) {
        handler.alsoShow(figures);
    }

    /** How many connections there are. */
    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /**
     * Takes no more requests, and lets those that are worked on, and what goes on behind answers that were given, come to their
     * end. What does not in time is left, as by any command that is killed, and {@link Endpoint} says what that is.
     */
    @Override
    public void close() {
        long end = System.nanoTime() + limits.grace().toNanos();
        // No more connections; those that are idle are closed, the others after their answers.
        connector.shutdown();
        handler.finish(Duration.ofNanos(end - System.nanoTime()));
        endpoint.finish(Duration.ofNanos(end - System.nanoTime()));
        stop();
    }

    private void stop() {
        // Interrupted is how the command that runs a server ends; Jetty's own stop would give up at once.
        boolean interrupted = Thread.interrupted();
        try {
            server.setStopTimeout(0);
            server.stop();
        } catch (Exception e) {
            // It is over anyhow, and all that was to be said has been.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is left of a time, for those who wait in milliseconds. */
    static long millis(Duration left) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(left.toNanos()));
    }
}
