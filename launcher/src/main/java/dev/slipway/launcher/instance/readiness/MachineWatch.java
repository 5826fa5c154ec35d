package dev.slipway.launcher.instance.readiness;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.event.AgentEvent;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.host.libvirt.event.LifecycleDetail;
import dev.slipway.host.libvirt.event.LifecycleEvent;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hears what libvirt tells of machines while they are waited for, on a connection of its own. */
final class MachineWatch implements AutoCloseable {

    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private Hypervisor observer;
    private EventSubscription lifecycle;
    private EventSubscription agents;

    /** One that hears nothing so far. */
    MachineWatch() {
    }

    /** Listens on a connection with events, which is closed with this. */
    void listen(Hypervisor connection) {
        observer = connection;
        lifecycle = connection.events().onLifecycle(this::on);
        agents = connection.events().onAgent(this::on);
    }

    /** Whether changes are heard of, so that nobody needs to ask often. */
    boolean isListening() {
        return observer != null;
    }

    /** What was heard of an instance's machine. */
    Heard of(InstanceId id) {
        return of(id.value());
    }

    private Heard of(String domain) {
        return heard.computeIfAbsent(domain, name -> new Heard());
    }

    void on(LifecycleEvent event) {
        Heard machine = of(event.domain());
        if (event.detail() == LifecycleDetail.CRASHED_PANICKED) {
            machine.panicked = true;
        }
        machine.changed = true;
    }

    void on(AgentEvent event) {
        of(event.domain()).agentThere = event.connected();
    }

    @Override
    public void close() {
        if (observer != null) {
            lifecycle.close();
            agents.close();
            observer.close();
        }
    }

    /** What was heard of one machine. */
    static final class Heard {

        private volatile boolean changed;
        private volatile boolean panicked;
        private volatile boolean agentThere;

        /** Whether its state may be another since this was last asked. */
        boolean takeChange() {
            boolean was = changed;
            changed = false;
            return was;
        }

        boolean hasChanged() {
            return changed;
        }

        /** Whether its guest told that its kernel panicked. */
        boolean hasPanicked() {
            return panicked;
        }

        /** Whether its guest's agent came since we listen, and has not gone again. */
        boolean agentIsThere() {
            return agentThere;
        }
    }
}
