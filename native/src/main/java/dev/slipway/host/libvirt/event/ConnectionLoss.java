package dev.slipway.host.libvirt.event;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.libvirt.jna.Libvirt;

/**
 * Tells when the other end of a connection is gone: the daemon was ended, or does not answer any more. libvirt holds the
 * connection while it is watched, so this is closed before the connection is.
 */
public final class ConnectionLoss implements AutoCloseable {

    /** What libvirt may still call: a callback that Java collected would crash the process. */
    private static final Set<Libvirt.VirConnectCloseFunc> CALLED_BY_LIBVIRT = ConcurrentHashMap.newKeySet();

    private final NativeHandle connection;
    private final Libvirt.VirConnectCloseFunc callback;

    private ConnectionLoss(NativeHandle connection, Libvirt.VirConnectCloseFunc callback) {
        this.connection = connection;
        this.callback = callback;
    }

    /** Made by {@code Hypervisor.onLost()}; {@code lost} is called on the event loop's thread and returns at once. */
    public static ConnectionLoss watch(NativeHandle connection, Runnable lost) {
        Libvirt.VirConnectCloseFunc callback = (ignored, reason, key) -> lost.run();
        CALLED_BY_LIBVIRT.add(callback);
        try (NativeHandle.Use use = connection.use()) {
            if (LibvirtJava.calls().virConnectRegisterCloseCallback(LibvirtJava.connection(use), callback, null, null) < 0) {
                LibvirtError error = LibvirtError.last();
                CALLED_BY_LIBVIRT.remove(callback);
                throw error.asException("libvirt does not tell when " + connection.name() + " is lost");
            }
        }
        return new ConnectionLoss(connection, callback);
    }

    @Override
    public synchronized void close() {
        if (CALLED_BY_LIBVIRT.contains(callback) && connection.isOpen()) {
            try (NativeHandle.Use use = connection.use()) {
                LibvirtJava.calls().virConnectUnregisterCloseCallback(LibvirtJava.connection(use), callback);
            }
        }
        CALLED_BY_LIBVIRT.remove(callback);
    }
}
