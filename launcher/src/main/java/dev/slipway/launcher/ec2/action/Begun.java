package dev.slipway.launcher.ec2.action;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.service.Services;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Long work whose beginning is the answer: it is known by an id from the moment on that it has begun. */
final class Begun {

    /** Less than the minute after which clients give up; work that has to wait for other work begins late. */
    private static final int PATIENCE_SECONDS = 40;

    private Begun() {
    }

    /**
     * What has begun, or what the work returns where it is soon done. Throws what keeps it from beginning; why it fails after that
     * is in the record of what has begun, as in EC2.
     *
     * @param work does it, and tells the consumer that it has begun
     */
    static <T> T of(Call call, BiFunction<Services, Consumer<T>, T> work) {
        CompletableFuture<T> begun = new CompletableFuture<>();
        try {
            return of(call, begun, work);
        } catch (SlipwayException e) {
            return await(begun);
        }
    }

    /** The same for what leaves no record when it fails: this throws why, if that is soon. */
    static <T> T unlessItFails(Call call, BiFunction<Services, Consumer<T>, T> work) {
        return of(call, new CompletableFuture<>(), work);
    }

    private static <T> T of(Call call, CompletableFuture<T> begun, BiFunction<Services, Consumer<T>, T> work) {
        CompletableFuture<T> all = call.begin(services -> work.apply(services, begun::complete));
        // Whoever waits for the beginning is told at once of an end that came before it.
        all.whenComplete((result, failure) -> {
            if (failure == null) {
                begun.complete(result);
            } else {
                begun.completeExceptionally(failure);
            }
        });
        return call.background().soon(all).orElseGet(() -> await(begun));
    }

    private static <T> T await(CompletableFuture<T> begun) {
        try {
            return begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new LauncherException(LauncherError.READINESS_TIMEOUT, "What was asked for waits for other work, and goes on when"
                    + " that is done.", e);
        } catch (ExecutionException e) {
            throw Background.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server ends", e);
        }
    }
}
