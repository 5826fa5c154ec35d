package dev.slipway.launcher.ec2.action;

import dev.slipway.launcher.service.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work that EC2 answers before it is done: a guest may take minutes to power itself off, and clients give up before that. It
 * belongs to a server, which waits for it at its end as long as it waits for anything; what it leaves then is left as by any
 * command that is killed.
 */
public final class Background {

    private static final long ANSWER_AFTER_SECONDS = 5;
    private static final int MOST = 64;

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(0, MOST, 1, TimeUnit.MINUTES,
            new SynchronousQueue<>(), Background::daemon, new ThreadPoolExecutor.CallerRunsPolicy());
    /** What is worked on, and what to call it. */
    private final Map<Future<?>, String> underWay = new LinkedHashMap<>();

    /**
     * What the work returns, if that is soon; empty when it goes on. What it throws soon, this throws.
     *
     * @param what it is, for whoever runs the server
     * @param services opens services for the work alone, which closes them
     */
    <T> Optional<T> run(String what, Supplier<Services> services, Function<Services, T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            try (Services own = services.get()) {
                return work.apply(own);
            }
        });
        synchronized (underWay) {
            underWay.put(task, what);
        }
        workers.execute(() -> {
            task.run();
            synchronized (underWay) {
                underWay.remove(task);
            }
        });
        try {
            return Optional.of(task.get(ANSWER_AFTER_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What work threw, as it threw it: all that can be thrown without being declared. */
    static RuntimeException failure(ExecutionException e) {
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    /** Waits for all of it, and returns what was not done in time: each as it was called. */
    public List<String> finish(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<Future<?>> tasks;
        synchronized (underWay) {
            tasks = List.copyOf(underWay.keySet());
        }
        boolean interrupted = Thread.interrupted();
        for (Future<?> task : tasks) {
            try {
                task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // Still there below, or failed: then there was nobody left to tell but the record of what it was done to.
                continue;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        List<String> left = new ArrayList<>();
        synchronized (underWay) {
            underWay.forEach((task, what) -> {
                if (!task.isDone()) {
                    left.add(what);
                }
            });
        }
        return left;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    }
}
