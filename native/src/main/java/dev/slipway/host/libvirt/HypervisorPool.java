package dev.slipway.host.libvirt;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.thread.Shelf;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps connections to libvirt for a process that asks again and again. One is lent to one caller at a time. One whose daemon was
 * started anew is not lent again: a connection that watches the daemon hears of its end at once, and where none does, the other
 * end is asked something small first.
 */
public final class HypervisorPool implements AutoCloseable {

    private static final int MOST_IDLE = 8;

    /** @param losses how often the daemon had been lost when it was given back */
    private record Kept(Hypervisor hypervisor, long losses) {
    }

    private final Shelf<String, Kept> idle;
    private final Map<String, DomainWatch> watches = new HashMap<>();
    private boolean closed;

    /** @param idle how long one that nobody wants stays open */
    public HypervisorPool(Duration idle) {
        this.idle = new Shelf<>(MOST_IDLE, idle, kept -> kept.hypervisor().close());
    }

    /**
     * A connection that answers; throws what {@code connect} throws.
     *
     * @param name what tells connections apart: those of the same name are as good as each other
     */
    public Hypervisor borrow(String name, Supplier<Hypervisor> connect) {
        Optional<Kept> kept = idle.take(name);
        while (kept.isPresent()) {
            if (isAlive(name, kept.get())) {
                return kept.get().hypervisor();
            }
            kept.get().hypervisor().close();
            kept = idle.take(name);
        }
        Hypervisor connected = connect.get();
        connected.watchedBy(watch(name, connected));
        return connected;
    }

    private synchronized DomainWatch watch(String name, Hypervisor connected) {
        if (closed) {
            return null;
        }
        String uri = connected.uri();
        return watches.computeIfAbsent(name, unknown -> new DomainWatch(() -> uri));
    }

    /** Takes a connection back, whatever has become of it. */
    public void giveBack(String name, Hypervisor hypervisor) {
        DomainWatch watch;
        synchronized (this) {
            watch = watches.get(name);
        }
        idle.put(name, new Kept(hypervisor, watch == null ? 0 : watch.losses()));
    }

    private boolean isAlive(String name, Kept kept) {
        DomainWatch watch;
        synchronized (this) {
            watch = watches.get(name);
        }
        return watch != null && watch.isWatching() && watch.losses() == kept.losses() || answers(kept.hypervisor());
    }

    private static boolean answers(Hypervisor hypervisor) {
        try {
            hypervisor.libvirtVersion();
            return true;
        } catch (HostException e) {
            // Whatever it is: a new connection does not have it, or says it in its own words.
            return false;
        }
    }

    /** Closes those that nobody has wanted for a while; to be called now and then. */
    public void closeIdle() {
        idle.endIdle();
    }

    /** How many are open and lent to nobody. */
    public int idle() {
        return idle.size();
    }

    @Override
    public void close() {
        List<DomainWatch> watching;
        synchronized (this) {
            closed = true;
            watching = List.copyOf(watches.values());
        }
        watching.forEach(DomainWatch::close);
        idle.close();
    }
}
