package dev.slipway.host.libvirt.event;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import org.libvirt.jna.Libvirt;

/**
 * libvirt's default event loop, on one daemon thread for the life of the process. It is started by the first connection
 * that wants events; processes that never do never pay for it. See libvirt's page on its event loop.
 */
public final class EventLoop {

    private static final int KEEPALIVE_SECONDS = 5;
    private static final int KEEPALIVE_MISSES = 5;

    private static Thread thread;

    private EventLoop() {
    }

    /** Starts the loop unless it runs. libvirt wants this before the connection is made whose events it delivers. */
    public static synchronized void ensureRunning() {
        if (thread != null) {
            return;
        }
        Libvirt calls = LibvirtJava.calls();
        if (calls.virEventRegisterDefaultImpl() < 0) {
            throw LibvirtError.failure("libvirt's event loop cannot be made");
        }
        thread = new Thread(EventLoop::run, "libvirt-events");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        Libvirt calls = LibvirtJava.calls();
        int failures = 0;
        // A single failure (a poll that a signal ended) must not end every subscription; a loop that always fails must not spin.
        while (failures < 100) {
            failures = calls.virEventRunDefaultImpl() < 0 ? failures + 1 : 0;
        }
    }

    /** Has libvirt notice a peer that is gone. Drivers without a peer (test, a local session) refuse it, which does no harm. */
    public static void keepAlive(NativeHandle connection) {
        try (NativeHandle.Use use = connection.use()) {
            LibvirtJava.calls().virConnectSetKeepAlive(LibvirtJava.connection(use), KEEPALIVE_SECONDS, KEEPALIVE_MISSES);
        }
    }
}
