package dev.slipway.host.libvirt.event;

import com.sun.jna.Pointer;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.libvirt.jna.Libvirt;

/**
 * Events being delivered. Closing it ends that; an event that is being delivered at this moment may still arrive.
 * The connection may be closed before or after it.
 */
public final class EventSubscription implements AutoCloseable {

    private static final AtomicLong NEXT_KEY = new AtomicLong(1);

    /**
     * What libvirt may still call, by the key that travels as its opaque pointer. Deregistering is no guarantee that a call is not
     * under way, and a callback that Java collected would crash the process; so each stays here until libvirt says it is done with it.
     */
    private static final Map<Long, Libvirt.VirDomainEventCallback> CALLED_BY_LIBVIRT = new ConcurrentHashMap<>();
    private static final Libvirt.VirFreeCallback DONE = key -> CALLED_BY_LIBVIRT.remove(Pointer.nativeValue(key));

    private final NativeHandle connection;
    private volatile boolean closed;
    private int number;

    EventSubscription(NativeHandle connection) {
        this.connection = connection;
    }

    /** Whether events are to be passed on. */
    boolean isOpen() {
        return !closed;
    }

    /** libvirt takes the same callback for the same event only once, so each subscription has its own. */
    EventSubscription register(int event, Libvirt.VirDomainEventCallback callback) {
        long key = NEXT_KEY.getAndIncrement();
        CALLED_BY_LIBVIRT.put(key, callback);
        try (NativeHandle.Use use = connection.use()) {
            number = LibvirtJava.calls().virConnectDomainEventRegisterAny(
                    LibvirtJava.connection(use), null, event, callback, new Pointer(key), DONE);
        }
        if (number < 0) {
            LibvirtError error = LibvirtError.last();
            CALLED_BY_LIBVIRT.remove(key);
            throw error.asException("libvirt delivers no events");
        }
        return this;
    }

    @Override
    public synchronized void close() {
        if (!closed && connection.isOpen()) {
            try (NativeHandle.Use use = connection.use()) {
                LibvirtJava.calls().virConnectDomainEventDeregisterAny(LibvirtJava.connection(use), number);
            }
        }
        closed = true;
    }
}
