package dev.slipway.launcher.ec2.action;

import dev.slipway.launcher.service.Services;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work that EC2 answers before it is done: a guest may take minutes to power itself off, and clients give up before that. A
 * server that is ended meanwhile leaves such work as any command does that is killed.
 */
final class Background {

    private static final long ANSWER_AFTER_SECONDS = 5;
    private static final int MOST = 64;
    private static final ThreadPoolExecutor WORKERS = new ThreadPoolExecutor(0, MOST, 1, TimeUnit.MINUTES,
            new SynchronousQueue<>(), Background::daemon, new ThreadPoolExecutor.CallerRunsPolicy());

    private Background() {
    }

    /**
     * What the work returns, if that is soon; empty when it goes on. What it throws soon, this throws.
     *
     * @param services opens services for the work alone, which closes them
     */
    static <T> Optional<T> run(Supplier<Services> services, Function<Services, T> work) {
        Future<T> future = WORKERS.submit(() -> {
            try (Services own = services.get()) {
                return work.apply(own);
            }
        });
        try {
            return Optional.of(future.get(ANSWER_AFTER_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    }
}
