package dev.slipway.host.libvirt.event;

import com.sun.jna.Pointer;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.libvirt.jna.Libvirt;

/**
 * Events being delivered. Closing it ends that; an event that is being delivered at this moment may still arrive.
 * The connection may be closed before or after it.
 */
public final class EventSubscription implements AutoCloseable {

    private static final int LIFECYCLE = 0;
    private static final int REBOOT = 1;

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

    private EventSubscription(NativeHandle connection) {
        this.connection = connection;
    }

    /** Subscribes to the lifecycle of every domain ({@code VIR_DOMAIN_EVENT_ID_LIFECYCLE}). */
    public static EventSubscription toLifecycle(NativeHandle connection, Consumer<LifecycleEvent> consumer) {
        EventSubscription subscription = new EventSubscription(connection);
        // libvirt takes the same callback for the same event only once, so each subscription has its own.
        Libvirt.VirConnectDomainEventCallback callback = (ignored, domain, event, detail, key) -> {
            if (!subscription.closed) {
                consumer.accept(LifecycleEvent.of(domain.getPointer(), event, detail));
            }
            return 0;
        };
        subscription.register(LIFECYCLE, callback);
        return subscription;
    }

    /** Subscribes to the resets of every domain, the guest's own reboots included ({@code VIR_DOMAIN_EVENT_ID_REBOOT}). */
    public static EventSubscription toReboots(NativeHandle connection, Consumer<String> domainName) {
        EventSubscription subscription = new EventSubscription(connection);
        Libvirt.VirConnectDomainEventGenericCallback callback = (ignored, domain, key) -> {
            if (!subscription.closed) {
                domainName.accept(LibvirtLibrary.calls().virDomainGetName(domain.getPointer()));
            }
        };
        subscription.register(REBOOT, callback);
        return subscription;
    }

    private void register(int event, Libvirt.VirDomainEventCallback callback) {
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
