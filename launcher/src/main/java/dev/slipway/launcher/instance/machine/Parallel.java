package dev.slipway.launcher.instance.machine;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Does several things at once and waits for all of them. After the first failure, or when the calling thread is
 * interrupted, nothing more is begun; what runs is waited for, so that it can be undone in peace.
 */
public final class Parallel {

    /** Writing disks and seeds: each is a short process and a sync. */
    public static final int FILES = 4;
    /** Starting domains: libvirt and QEMU are busy with each for a few hundred milliseconds, mostly waiting. */
    public static final int STARTS = 4;

    private Parallel() {
    }

    /** One thing to do. */
    @FunctionalInterface
    public interface Task<T> {
        T run() throws InterruptedException;
    }

    /** Does all, at most {@code width} at once, and returns the results in order. The first failure is thrown. */
    public static <T> List<T> run(List<Task<T>> tasks, int width) {
        return run(tasks, width, workers -> { });
    }

    /** Does all at once and returns the results in order. The first failure interrupts the others, and is thrown. */
    public static <T> List<T> untilOneFails(List<Task<T>> tasks) {
        return run(tasks, tasks.size(), ExecutorService::shutdownNow);
    }

    private static <T> List<T> run(List<Task<T>> tasks, int width, Consumer<ExecutorService> onFailure) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        if (tasks.size() == 1) {
            return List.of(alone(tasks.get(0)));
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(width, tasks.size()));
        List<Future<T>> begun = new ArrayList<>(tasks.size());
        CountDownLatch submitted = new CountDownLatch(1);
        for (Task<T> task : tasks) {
            begun.add(workers.submit(() -> {
                try {
                    return unlessFailed(task, failure);
                } catch (RuntimeException | Error e) {
                    // Workers that were told to end take no more tasks.
                    submitted.await();
                    onFailure.accept(workers);
                    throw e;
                }
            }));
        }
        workers.shutdown();
        submitted.countDown();
        await(workers, failure);
        throwIfAny(failure.get());
        return results(begun);
    }

    private static <T> T alone(Task<T> task) {
        try {
            return task.run();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static <T> T unlessFailed(Task<T> task, AtomicReference<Throwable> failure) throws InterruptedException {
        if (failure.get() != null) {
            throw new InterruptedException("another task failed");
        }
        try {
            return task.run();
        } catch (InterruptedException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private static void await(ExecutorService workers, AtomicReference<Throwable> failure) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
                failure.compareAndSet(null, e);
                workers.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void throwIfAny(Throwable thrown) {
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

    private static <T> List<T> results(List<Future<T>> done) {
        List<T> results = new ArrayList<>(done.size());
        for (Future<T> each : done) {
            try {
                results.add(each.get());
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a task failed and said so to nobody", e);
            }
        }
        return results;
    }

    private static HostException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new HostException(HostError.INTERRUPTED, "The work was interrupted.", e);
    }
}
