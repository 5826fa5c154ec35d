package dev.slipway.host.thread;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where things lie that cost much to make, such as connections, until somebody wants one of their name again. What was put there
 * last is taken first; what nobody has wanted for a while, and what there is no room for, is ended. For any number of threads;
 * things are ended outside of the lock.
 */
public final class Shelf<K, V> implements AutoCloseable {

    private record Kept<K, V>(K name, V value, long since) {
    }

    private final int most;
    private final long idleNanos;
    private final Consumer<V> end;
    private final Deque<Kept<K, V>> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param most how many lie there at a time
     * @param idle how long one that nobody wants does
     * @param end ends one
     */
    public Shelf(int most, Duration idle, Consumer<V> end) {
        this.most = most;
        this.idleNanos = idle.toNanos();
        this.end = end;
    }

    /** The one of this name that was put there last; it belongs to the caller from now on. */
    public synchronized Optional<V> take(K name) {
        for (Kept<K, V> kept : idle) {
            if (kept.name().equals(name)) {
                idle.remove(kept);
                return Optional.of(kept.value());
            }
        }
        return Optional.empty();
    }

    /** Keeps one, instead of the one that has lain there longest if there is no room; ends it if the shelf is closed. */
    public void put(K name, V value) {
        V surplus = null;
        synchronized (this) {
            if (closed) {
                surplus = value;
            } else {
                idle.addFirst(new Kept<>(name, value, System.nanoTime()));
                surplus = idle.size() > most ? idle.removeLast().value() : null;
            }
        }
        if (surplus != null) {
            end.accept(surplus);
        }
    }

    /** Ends those that nobody has wanted for a while, to be called now and then; returns whether there were any. */
    public boolean endIdle() {
        List<Kept<K, V>> old;
        long now = System.nanoTime();
        synchronized (this) {
            old = idle.stream().filter(kept -> now - kept.since() > idleNanos).toList();
            idle.removeAll(old);
        }
        old.forEach(kept -> end.accept(kept.value()));
        return !old.isEmpty();
    }

    /** Whether one of this name lies there. */
    public synchronized boolean has(K name) {
        return idle.stream().anyMatch(kept -> kept.name().equals(name));
    }

    /** How many lie there. */
    public synchronized int size() {
        return idle.size();
    }

    /** Ends all that lie there; those that were taken are ended when they are put back. */
    @Override
    public void close() {
        List<Kept<K, V>> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(kept -> end.accept(kept.value()));
    }
}
