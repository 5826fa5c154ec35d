package dev.slipway.host.libvirt.event;

import com.sun.jna.Pointer;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.StatsRecord;
import java.util.UUID;
import java.util.function.Consumer;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;

/**
 * The events of every domain of a connection. Each method subscribes until the subscription is closed. Consumers are called on the event
 * loop's thread: they return at once and call nothing of libvirt; one that throws is told to the thread's uncaught exception handler.
 */
public final class DomainEvents {

    // virDomainEventID
    private static final int LIFECYCLE = 0;
    private static final int REBOOT = 1;
    private static final int IO_ERROR_REASON = 6;
    private static final int DEVICE_REMOVED = 15;
    private static final int AGENT_LIFECYCLE = 18;

    private static final int AGENT_CONNECTED = 1;
    private static final int IO_ERROR_PAUSE = 1;

    private final NativeHandle connection;

    /** Made by {@code Hypervisor.events()}. */
    public DomainEvents(NativeHandle connection) {
        this.connection = connection;
    }

    /** A domain is defined, starts, stops, crashes. */
    public EventSubscription onLifecycle(Consumer<LifecycleEvent> consumer) {
        EventSubscription subscription = new EventSubscription(connection);
        Libvirt.VirConnectDomainEventCallback callback = (ignored, domain, event, detail, key) -> {
            if (subscription.isOpen()) {
                LifecycleChange change = LifecycleChange.of(event);
                consumer.accept(new LifecycleEvent(name(domain), uuid(domain), change, LifecycleDetail.of(change, detail)));
            }
            return 0;
        };
        return subscription.register(LIFECYCLE, callback);
    }

    /** A guest reboots. */
    public EventSubscription onReboot(Consumer<RebootEvent> consumer) {
        EventSubscription subscription = new EventSubscription(connection);
        Libvirt.VirConnectDomainEventGenericCallback callback = (ignored, domain, key) -> {
            if (subscription.isOpen()) {
                consumer.accept(new RebootEvent(name(domain), uuid(domain)));
            }
        };
        return subscription.register(REBOOT, callback);
    }

    /** A guest's agent comes or goes. */
    public EventSubscription onAgent(Consumer<AgentEvent> consumer) {
        EventSubscription subscription = new EventSubscription(connection);
        Libvirt.VirConnectDomainAgentLifecycleEventCallback callback = (ignored, domain, state, reason, key) -> {
            if (subscription.isOpen()) {
                consumer.accept(new AgentEvent(name(domain), uuid(domain), state == AGENT_CONNECTED));
            }
            return 0;
        };
        return subscription.register(AGENT_LIFECYCLE, callback);
    }

    /** A disk fails. */
    public EventSubscription onDiskError(Consumer<DiskErrorEvent> consumer) {
        EventSubscription subscription = new EventSubscription(connection);
        DiskErrorCallback callback = (ignored, domain, path, device, action, reason, key) -> {
            if (subscription.isOpen()) {
                consumer.accept(new DiskErrorEvent(name(domain), uuid(domain), path == null ? "" : path,
                        action == IO_ERROR_PAUSE, reason == null ? "" : reason));
            }
        };
        return subscription.register(IO_ERROR_REASON, callback);
    }

    /** A device is gone from a running guest. */
    public EventSubscription onDeviceRemoved(Consumer<DeviceRemovedEvent> consumer) {
        EventSubscription subscription = new EventSubscription(connection);
        DeviceCallback callback = (ignored, domain, alias, key) -> {
            if (subscription.isOpen()) {
                consumer.accept(new DeviceRemovedEvent(name(domain), uuid(domain), alias));
            }
        };
        return subscription.register(DEVICE_REMOVED, callback);
    }

    private static String name(DomainPointer domain) {
        return LibvirtLibrary.calls().virDomainGetName(domain.getPointer());
    }

    private static UUID uuid(DomainPointer domain) {
        return UUID.fromString(StatsRecord.uuidText(domain.getPointer()));
    }

    /** libvirt's {@code virConnectDomainEventIOErrorReasonCallback}, which libvirt-java lacks. */
    interface DiskErrorCallback extends Libvirt.VirDomainEventCallback {
        void eventCallback(ConnectionPointer connection, DomainPointer domain, String path, String device, int action,
                String reason, Pointer key);
    }

    /** libvirt's {@code virConnectDomainEventDeviceRemovedCallback}, which libvirt-java lacks. */
    interface DeviceCallback extends Libvirt.VirDomainEventCallback {
        void eventCallback(ConnectionPointer connection, DomainPointer domain, String alias, Pointer key);
    }
}
