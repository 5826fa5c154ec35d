package dev.slipway.launcher.exchange;

import dev.slipway.host.errors.SlipwayException;
import java.util.function.BooleanSupplier;

/**
 * Interrupts the thread that works on a task when that is cancelled, which a request to another server may do, too: so the record is
 * looked at, and nothing in memory. What is interrupted undoes what it began, as after Ctrl-C.
 */
final class CancelWatch {

    private static final long LOOK_MILLIS = 250;

    private final Thread worker = Thread.currentThread();
    private final BooleanSupplier cancelled;
    private boolean interrupted;
    private boolean over;

    private CancelWatch(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        Thread watcher = new Thread(this::watch, "cancel-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Does work in this thread, which is interrupted when it is cancelled; after that it is not. */
    static void during(BooleanSupplier cancelled, Runnable work) {
        CancelWatch watch = new CancelWatch(cancelled);
        try {
            work.run();
        } finally {
            watch.end();
        }
    }

    private synchronized void watch() {
        try {
            // At once, too: whoever was told the task's id may have been quicker than this.
            while (!over && !interrupted) {
                if (isCancelled()) {
                    interrupted = true;
                    worker.interrupt();
                } else {
                    wait(LOOK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCancelled() {
        try {
            return cancelled.getAsBoolean();
        } catch (SlipwayException e) {
            // Asked again soon; the end of the work looks in any case.
            return false;
        }
    }

    /** From now on the thread is interrupted no more, and its interruption, if this was its cause, is over. */
    private synchronized void end() {
        over = true;
        notifyAll();
        if (interrupted) {
            Thread.interrupted();
        }
    }
}
