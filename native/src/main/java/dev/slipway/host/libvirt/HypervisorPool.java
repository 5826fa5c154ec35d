package dev.slipway.host.libvirt;

import dev.slipway.host.errors.HostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private record Kept(Hypervisor hypervisor, String name, long since, long losses) {
    }

    private final long idleNanos;
    private final Deque<Kept> idle = new ArrayDeque<>();
    private final Map<String, DomainWatch> watches = new HashMap<>();
    private boolean closed;

    /** @param idle how long one that nobody wants stays open */
    public HypervisorPool(Duration idle) {
        this.idleNanos = idle.toNanos();
    }

    /**
     * A connection that answers; throws what {@code connect} throws.
     *
     * @param name what tells connections apart: those of the same name are as good as each other
     */
    public Hypervisor borrow(String name, Supplier<Hypervisor> connect) {
        Optional<Kept> kept = take(name);
        while (kept.isPresent()) {
            if (isAlive(kept.get())) {
                return kept.get().hypervisor();
            }
            kept.get().hypervisor().close();
            kept = take(name);
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
        synchronized (this) {
            if (!closed && idle.size() < MOST_IDLE) {
                DomainWatch watch = watches.get(name);
                idle.addFirst(new Kept(hypervisor, name, System.nanoTime(), watch == null ? 0 : watch.losses()));
                return;
            }
        }
        hypervisor.close();
    }

    private synchronized Optional<Kept> take(String name) {
        for (Kept kept : idle) {
            if (kept.name().equals(name)) {
                idle.remove(kept);
                return Optional.of(kept);
            }
        }
        return Optional.empty();
    }

    private boolean isAlive(Kept kept) {
        DomainWatch watch;
        synchronized (this) {
            watch = watches.get(kept.name());
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
        List<Kept> old;
        long now = System.nanoTime();
        synchronized (this) {
            old = idle.stream().filter(kept -> now - kept.since() > idleNanos).toList();
            idle.removeAll(old);
        }
        old.forEach(kept -> kept.hypervisor().close());
    }

    /** How many are open and lent to nobody. */
    public synchronized int idle() {
        return idle.size();
    }

    @Override
    public void close() {
        List<Kept> all;
        List<DomainWatch> watching;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
            watching = List.copyOf(watches.values());
        }
        watching.forEach(DomainWatch::close);
        all.forEach(kept -> kept.hypervisor().close());
    }
}
