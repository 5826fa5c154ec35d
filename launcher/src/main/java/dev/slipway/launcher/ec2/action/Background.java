package dev.slipway.launcher.ec2.action;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.service.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work that EC2 answers before it is done: a guest may take minutes to power itself off, and clients give up before that. It
 * belongs to a server, which waits for it at its end as long as it waits for anything; what it leaves then is left as by any
 * command that is killed.
 */
public final class Background {

    private static final Duration ANSWER_AFTER = Duration.ofSeconds(5);
    private static final int MOST = 64;

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(0, MOST, 1, TimeUnit.MINUTES,
            new SynchronousQueue<>(), Background::daemon, new ThreadPoolExecutor.CallerRunsPolicy());
    /** What is worked on, and what to call it. */
    private final Map<Future<?>, String> underWay = new LinkedHashMap<>();
    private final Consumer<String> defects;
    private final Duration answerAfter;

    /** @param defects told of what must not happen when nobody waits for an answer any more */
    public Background(Consumer<String> defects) {
        this(defects, ANSWER_AFTER);
    }

    Background(Consumer<String> defects, Duration answerAfter) {
        this.defects = defects;
        this.answerAfter = answerAfter;
    }

    /**
     * Begins work.
     *
     * @param what it is, for whoever runs the server
     * @param services opens services for the work alone, which closes them
     * @return what it returns, or throws
     */
    <T> CompletableFuture<T> begin(String what, Supplier<Services> services, Function<Services, T> work) {
        CompletableFuture<T> task = new CompletableFuture<>();
        long began = System.nanoTime();
        synchronized (underWay) {
            underWay.put(task, what);
        }
        workers.execute(() -> {
            try {
                task.complete(apply(services, work));
            } catch (RuntimeException | Error e) {
                task.completeExceptionally(e);
                boolean answered = System.nanoTime() - began > answerAfter.toNanos();
                if (answered && !(e instanceof SlipwayException)) {
                    defects.accept("a defect in Slipway met what went on behind an answer (" + what + "): " + e);
                }
            } finally {
                synchronized (underWay) {
                    underWay.remove(task);
                }
            }
        });
        return task;
    }

    private static <T> T apply(Supplier<Services> services, Function<Services, T> work) {
        try (Services own = services.get()) {
            return work.apply(own);
        }
    }

    /** What work returns, if that is soon; empty when it goes on. What it throws soon, this throws. */
    <T> Optional<T> soon(Future<T> task) {
        try {
            return Optional.of(task.get(answerAfter.toNanos(), TimeUnit.NANOSECONDS));
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
