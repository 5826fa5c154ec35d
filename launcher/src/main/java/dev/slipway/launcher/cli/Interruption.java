package dev.slipway.launcher.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM. The Java virtual machine answers them by running its shutdown hooks and then ending with 130 or
 * 143; this hook interrupts the thread at work and gives it time to undo what it began. A second Ctrl-C ends at once.
 */
final class Interruption {

    private static final long PATIENCE_SECONDS = 30;

    private final Thread worker;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean requested;

    /** Will interrupt this thread. */
    Interruption(Thread worker) {
        this.worker = worker;
    }

    /** Begins to watch for signals. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::undo, "interruption"));
    }

    /** Whether the user asked for the end. */
    boolean requested() {
        return requested;
    }

    /** The thread has nothing left to undo, and all it had to say has been said. */
    void over() {
        over.countDown();
    }

    private void undo() {
        if (over.getCount() == 0) {
            return;
        }
        requested = true;
        endAtOnceNextTime();
        worker.interrupt();
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives SIGINT and SIGTERM back to the kernel's own handling: while its hooks run, the virtual machine would ignore
     * them. By reflection, because javac warns of every direct use of this class and our warnings are errors.
     */
    private static void endAtOnceNextTime() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object byDefault = handler.getField("SIG_DFL").get(null);
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), byDefault);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Without it a second Ctrl-C waits with the first; nothing else changes.
        }
    }
}
