package dev.slipway.launcher.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Probes at work, a thread for each: one may hang on a guest that answers nobody, and must hold up neither the others
 * nor the reading of the console.
 */
final class Probes implements AutoCloseable {

    private final Map<Stage, Finding> found = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> defect = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** Sets them to work. */
    Probes(List<Probe> probes) {
        for (Probe probe : probes) {
            Thread thread = new Thread(() -> work(probe), "probe-" + probe.stage().word());
            // A look that hangs in libvirt or in a socket cannot be interrupted; the process does not wait for it.
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void work(Probe probe) {
        try {
            while (!closed) {
                Finding finding = probe.look().look();
                if (!(finding instanceof Finding.NotYet)) {
                    found.put(probe.stage(), finding);
                    return;
                }
                Thread.sleep(probe.pause().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // After the end, what it asks may be closed under it; nobody listens any more either.
            if (!closed) {
                defect.compareAndSet(null, e);
            }
        }
    }

    /** The answers so far, by stage; throws what a look threw. */
    Map<Stage, Finding> found() {
        Throwable thrown = defect.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return found;
    }

    /** Ends them, without waiting for looks that are under way. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
