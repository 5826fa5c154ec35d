package dev.slipway.launcher.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does several things at once and waits for all of them. After the first failure, or when the calling thread is
 * interrupted, nothing more is begun; what runs is waited for, so that it can be undone in peace.
 */
final class Parallel {

    /** Writing disks and seeds: each is a short process and a sync. */
    static final int FILES = 4;
    /** Starting domains: libvirt and QEMU are busy with each for a few hundred milliseconds, mostly waiting. */
    static final int STARTS = 4;

    private Parallel() {
    }

    /** One thing to do. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws InterruptedException;
    }

    /** Does all, at most {@code width} at once, and returns the results in order. The first failure is thrown. */
    static <T> List<T> run(List<Task<T>> tasks, int width) {
        if (tasks.size() == 1) {
            return List.of(alone(tasks.get(0)));
        }
        return new Run<>(tasks).with(Math.min(width, tasks.size()));
    }

    private static <T> T alone(Task<T> task) {
        try {
            return task.run();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new dev.slipway.host.errors.HostException(
                dev.slipway.host.errors.HostError.INTERRUPTED, "The work was interrupted.", e);
    }

    private static final class Run<T> {
        private final List<Task<T>> tasks;
        private final List<T> results = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Run(List<Task<T>> tasks) {
            this.tasks = tasks;
            for (int i = 0; i < tasks.size(); i++) {
                results.add(null);
            }
        }

        List<T> with(int width) {
            CountDownLatch done = new CountDownLatch(width);
            List<Thread> workers = new ArrayList<>(width);
            for (int i = 0; i < width; i++) {
                Thread worker = new Thread(() -> {
                    work();
                    done.countDown();
                }, "slipway-worker-" + i);
                worker.setDaemon(true);
                workers.add(worker);
                worker.start();
            }
            await(done, workers);
            throwFailure();
            return results;
        }

        private void work() {
            int index = next.getAndIncrement();
            while (index < tasks.size() && failure.get() == null) {
                try {
                    T result = tasks.get(index).run();
                    synchronized (results) {
                        results.set(index, result);
                    }
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
                index = next.getAndIncrement();
            }
        }

        private void await(CountDownLatch done, List<Thread> workers) {
            boolean waiting = true;
            boolean interrupted = false;
            while (waiting) {
                try {
                    done.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    interrupted = true;
                    failure.compareAndSet(null, e);
                    workers.forEach(Thread::interrupt);
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void throwFailure() {
            Throwable thrown = failure.get();
            if (thrown instanceof InterruptedException e) {
                throw interrupted(e);
            }
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }
    }
}
