package dev.slipway.launcher.cli.command;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something slow that can be begun before it is needed, on a thread of its own: connecting to libvirt takes as long as
 * all else a cold command does.
 */
final class Early<T> implements Supplier<T> {

    private final String name;
    private final FutureTask<T> task;
    private boolean begun;

    Early(String name, Supplier<T> work) {
        this.name = name;
        this.task = new FutureTask<>(work::get);
    }

    /** Begins, unless that was done before. */
    synchronized void begin() {
        if (!begun) {
            begun = true;
            Thread thread = new Thread(task, name);
            // A command that ends without having needed it does not wait for it.
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The result, once it is there; throws what the work threw. */
    @Override
    public T get() {
        begin();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "The command was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(name + " failed", e.getCause());
        }
    }

    /** Does something with the result where it was begun, waiting for it; a failed or interrupted one is passed over. */
    synchronized void ifThere(Consumer<T> action) {
        if (!begun) {
            return;
        }
        try {
            action.accept(task.get());
        } catch (ExecutionException | CancellationException e) {
            // Whoever needed it has been told by get().
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
