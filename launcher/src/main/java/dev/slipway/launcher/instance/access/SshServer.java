package dev.slipway.launcher.instance.access;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.boot.SshGreeting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether an ssh server greets at an address. A connection alone proves nothing: QEMU takes it before the guest does. */
final class SshServer {

    private static final int ANSWER_MILLIS = 3000;
    private static final long PAUSE_MILLIS = 200;

    private SshServer() {
    }

    /** Whether there is a reason to go on waiting; throws what ends the wait otherwise. */
    @FunctionalInterface
    interface Hope {
        void orThrow();
    }

    /** Waits for the greeting; whether it came in time. */
    static boolean await(String host, int port, Duration patience, Hope hope) {
        long end = System.nanoTime() + patience.toNanos();
        while (!greets(host, port)) {
            hope.orThrow();
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HostException(HostError.INTERRUPTED, "Interrupted while waiting for ssh.", e);
            }
        }
        return true;
    }

    static boolean greets(String host, int port) {
        return SshGreeting.heard(host, port, ANSWER_MILLIS);
    }
}
