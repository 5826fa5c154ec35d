package dev.slipway.launcher.instance.watch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.event.ConnectionLoss;
import dev.slipway.host.libvirt.event.DomainEvent;
import dev.slipway.host.libvirt.event.DomainEvents;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.launcher.instance.machine.Machines;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A connection to libvirt that tells what happens, and can be made again when it is lost: guests outlive a restart of
 * libvirt's daemon, and so does who listens to them. For one thread; only what it was given is called on another.
 */
final class HypervisorLink implements AutoCloseable {

    private final Machines machines;
    private final String uri;
    private final Consumer<DomainEvent> events;
    private final Runnable lost;
    /** The connection first, then what has to be closed before it. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /**
     * Not connected yet.
     *
     * @param events told of what happens, on libvirt's thread
     * @param lost told when the daemon goes away, on libvirt's thread
     */
    HypervisorLink(Machines machines, Consumer<DomainEvent> events, Runnable lost) {
        this.machines = machines;
        this.uri = machines.hypervisor().uri();
        this.events = events;
        this.lost = lost;
    }

    /** Connects, and has all that is asked of libvirt go this way. Throws HYPERVISOR_UNREACHABLE. */
    void connect() {
        close();
        boolean connected = false;
        try {
            Hypervisor hypervisor = Hypervisor.connectWithEvents(uri);
            open.push(hypervisor::close);
            ConnectionLoss loss = hypervisor.onLost(lost);
            open.push(loss::close);
            DomainEvents told = hypervisor.events();
            keep(told.onLifecycle(events::accept));
            keep(told.onReboot(events::accept));
            keep(told.onAgent(events::accept));
            keep(told.onDiskError(events::accept));
            machines.use(hypervisor);
            connected = true;
        } finally {
            if (!connected) {
                close();
            }
        }
    }

    /** Connects where the daemon is there again; false where it is not. */
    boolean tryToConnect() {
        try {
            connect();
            return true;
        } catch (HostException e) {
            if (e.kind() == HostError.HYPERVISOR_UNREACHABLE) {
                return false;
            }
            throw e;
        }
    }

    private void keep(EventSubscription subscription) {
        open.push(subscription::close);
    }

    /** Disconnects. What hangs on a dead connection cannot be let go of in order, and need not be. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (HostException e) {
                // The daemon is gone, and with it what was to be told to it.
            } catch (Exception e) {
                throw new IllegalStateException("only libvirt was to be called", e);
            }
        }
    }
}
