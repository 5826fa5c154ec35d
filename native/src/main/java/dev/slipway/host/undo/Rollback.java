package dev.slipway.host.undo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Steps that take back what was done, registered as work goes on, run newest first when the block is left without
 * {@link #commit()}. Used as a resource of a try statement. A step that fails does not keep the others from running;
 * its failure is thrown at the end, or added to the exception under way by the try statement.
 * Several threads may register steps. The steps run uninterrupted: an interrupt that ended the work is kept aside while
 * they do, or the first blocking call of a step would end it as well.
 */
public final class Rollback implements AutoCloseable {

    /** One step back. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    private final Deque<Step> steps = new ArrayDeque<>();

    /** Registers the step that takes back what was just done. */
    public synchronized void onFailure(Step step) {
        steps.push(step);
    }

    /** Forgets every step: the work is complete. */
    public synchronized void commit() {
        steps.clear();
    }

    /** Runs what is registered, newest first. */
    @Override
    public synchronized void close() {
        if (steps.isEmpty()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            runAll();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void runAll() {
        RuntimeException failure = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("an undo step failed: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
