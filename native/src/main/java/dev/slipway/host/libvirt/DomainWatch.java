package dev.slipway.host.libvirt;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.event.ConnectionLoss;
import dev.slipway.host.libvirt.event.EventSubscription;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Knows the states of all domains for a process that asks for them again and again: libvirt takes milliseconds to tell them for
 * hundreds, and tells by itself when one changes. What was answered is good until an event says that something changed, for a
 * second at most; while libvirt does not deliver events, each question is put to it.
 */
final class DomainWatch implements AutoCloseable {

    /** In case an event was lost: nobody acts on a state without looking at the one domain again. */
    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TRY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Look(long change, List<DomainSummary> domains, long at) {
    }

    private final Supplier<String> uri;
    /** Counts events, and losses of the connection. */
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private volatile Look last;
    private volatile boolean watching;
    private long failedAt = System.nanoTime() - TRY_AGAIN_NANOS;
    private boolean closed;
    private Hypervisor observer;
    private EventSubscription events;
    private ConnectionLoss loss;

    /** @param uri whose domains they are, asked for when the first question comes */
    DomainWatch(Supplier<String> uri) {
        this.uri = uri;
    }

    /** All domains, as they are or were a moment ago. */
    List<DomainSummary> domains(Supplier<List<DomainSummary>> ask) {
        if (!watching && !watch()) {
            return ask.get();
        }
        Look look = last;
        long change = changes.get();
        if (isGood(look, change)) {
            return look.domains();
        }
        synchronized (changes) {
            // Whoever waited here has the answer of the one before, if that was asked after the last change.
            change = changes.get();
            if (!isGood(last, change)) {
                List<DomainSummary> domains = List.copyOf(ask.get());
                last = new Look(change, domains, System.nanoTime());
            }
            return last.domains();
        }
    }

    private static boolean isGood(Look look, long change) {
        return look != null && look.change() == change && System.nanoTime() - look.at() < GOOD_FOR_NANOS;
    }

    private synchronized boolean watch() {
        if (watching) {
            return true;
        }
        if (closed || System.nanoTime() - failedAt < TRY_AGAIN_NANOS) {
            return false;
        }
        end();
        try {
            observer = Hypervisor.connectWithEvents(uri.get());
            loss = observer.onLost(this::lost);
            events = observer.onLifecycle(event -> changes.incrementAndGet());
            // What was before the first event was asked for is unknown, and so is whether it is the same daemon still.
            changes.incrementAndGet();
            losses.incrementAndGet();
            watching = true;
            return true;
        } catch (HostException e) {
            // Whoever asks learns from libvirt itself what is the matter.
            failedAt = System.nanoTime();
            end();
            return false;
        }
    }

    /** On the event loop's thread, which is not to wait: the connection is closed by whoever asks next. */
    private void lost() {
        losses.incrementAndGet();
        watching = false;
        changes.incrementAndGet();
    }

    /** Whether the end of the daemon would be heard of. */
    boolean isWatching() {
        return watching;
    }

    /** How often the daemon was lost, or may have been while it was not watched. */
    long losses() {
        return losses.get();
    }

    private void end() {
        if (events != null) {
            events.close();
        }
        if (loss != null) {
            loss.close();
        }
        if (observer != null) {
            observer.close();
        }
        events = null;
        loss = null;
        observer = null;
    }

    @Override
    public synchronized void close() {
        watching = false;
        closed = true;
        end();
    }
}
