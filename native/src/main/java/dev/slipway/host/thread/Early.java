package dev.slipway.host.thread;

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
public final class Early<T> implements Supplier<T> {

    private final String name;
    private final Supplier<T> work;
    private FutureTask<T> task;

    /**
     * Work that is yet to begin.
     *
     * @param name what its thread is called
     */
    public Early(String name, Supplier<T> work) {
        this.name = name;
        this.work = work;
    }

    /** Begins, unless that was done before. */
    public synchronized Early<T> begin() {
        begun();
        return this;
    }

    private synchronized FutureTask<T> begun() {
        if (task == null) {
            task = new FutureTask<>(work::get);
            Thread thread = new Thread(task, name);
            // A command that ends without having needed it does not wait for it.
            thread.setDaemon(true);
            thread.start();
        }
        return task;
    }

    /** The result, once it is there; throws what the work threw, and tries anew when it is asked again after that. */
    @Override
    public T get() {
        FutureTask<T> begun = begun();
        try {
            return begun.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "The command was interrupted.", e);
        } catch (ExecutionException e) {
            forget(begun);
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(name + " failed", e.getCause());
        }
    }

    private synchronized void forget(FutureTask<T> failed) {
        if (task == failed) {
            task = null;
        }
    }

    /** Does something with the result where it was begun, waiting for it; a failed or interrupted one is passed over. */
    public synchronized void ifThere(Consumer<T> action) {
        if (task == null) {
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
