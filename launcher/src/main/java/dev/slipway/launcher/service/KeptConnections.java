package dev.slipway.launcher.service;

import dev.slipway.host.libvirt.HypervisorPool;
import dev.slipway.imagestore.catalogue.sqlite.CataloguePool;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The connections to catalogues and to libvirt that a long-lived process keeps from one request to the next. Everything else
 * that {@link Services} consist of is made anew for each request: it is made in microseconds, and what it has looked at once,
 * such as files of the host, is then never older than the request.
 */
public final class KeptConnections implements AutoCloseable {

    /** How long a connection that nobody wants stays open. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    final CataloguePool catalogues;
    final HypervisorPool hypervisors;
    private final ScheduledExecutorService tidying;

    public KeptConnections() {
        this(IDLE);
    }

    KeptConnections(Duration idle) {
        catalogues = new CataloguePool(idle);
        hypervisors = new HypervisorPool(idle);
        tidying = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tidying");
            thread.setDaemon(true);
            return thread;
        });
        tidying.scheduleWithFixedDelay(this::closeIdle, idle.toMillis(), idle.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeIdle() {
        catalogues.closeIdle();
        hypervisors.closeIdle();
    }

    /** How many are open and wait to be used again. */
    public int idle() {
        return catalogues.idle() + hypervisors.idle();
    }

    /** Closes those that nobody uses; those that somebody uses are closed when they come back. */
    @Override
    public void close() {
        tidying.shutdownNow();
        catalogues.close();
        hypervisors.close();
    }
}
