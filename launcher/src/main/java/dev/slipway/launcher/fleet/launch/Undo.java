package dev.slipway.launcher.fleet.launch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.instance.Instances;
import java.util.concurrent.TimeUnit;

/**
 * Takes work back. What is done about it must not be interrupted by the Ctrl-C that ended the work; and where it is libvirt that
 * went away, its daemon may be restarted just now.
 */
final class Undo {

    private static final int MOST_ATTEMPTS = 20;

    private final Instances instances;

    Undo(Instances instances) {
        this.instances = instances;
    }

    /**
     * Does it.
     *
     * @param failure why; what goes wrong with the taking back is added to it
     * @return a sentence for the user where it was not possible; else {@code done}
     */
    String run(Runnable work, SlipwayException failure, String done) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    work.run();
                    return done;
                } catch (SlipwayException e) {
                    if (e.code() != HostError.HYPERVISOR_UNREACHABLE || attempt == MOST_ATTEMPTS) {
                        failure.addSuppressed(e);
                        return " It could not be taken back: " + e.getMessage() + " Launching or terminating the fleet goes on with it.";
                    }
                    awaitLibvirt();
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
            failure.addSuppressed(e);
            return " It was not taken back.";
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void awaitLibvirt() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        try {
            instances.reconnect();
        } catch (SlipwayException e) {
            // The next attempt says so again.
            return;
        }
    }
}
