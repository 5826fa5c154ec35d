package dev.slipway.launcher.instance.watch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.FolderWatch;
import dev.slipway.host.libvirt.event.AgentEvent;
import dev.slipway.host.libvirt.event.DiskErrorEvent;
import dev.slipway.host.libvirt.event.DomainEvent;
import dev.slipway.host.libvirt.event.LifecycleEvent;
import dev.slipway.host.libvirt.event.RebootEvent;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.history.EventKind;
import dev.slipway.launcher.instance.history.InstanceEvent;
import dev.slipway.launcher.instance.history.InstanceHistory;
import dev.slipway.launcher.instance.life.Observation;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Somebody's listening. libvirt's events and the kernel's word that the catalogue was written come in on other threads
 * and wait in a queue; one thread takes them out, looks at the instances that they are about, which writes down what
 * has changed by itself, and tells what is new in the history. While nothing happens it waits, without looking.
 */
final class Following implements AutoCloseable {

    /** The catalogue was written. */
    private static final Object WRITTEN = new Object();
    /** libvirt's daemon went away. */
    private static final Object LOST = new Object();
    /** How soon libvirt is tried again, and an instance looked at again that another command has for itself. */
    private static final long AGAIN_MILLIS = 1_000;

    private final InstanceRecords records;
    private final Observation observation;
    private final Runnable settling;
    private final EventSearch search;
    private final Consumer<InstanceEvent> events;
    private final Consumer<String> trouble;
    private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
    private final Set<InstanceId> touched = new LinkedHashSet<>();
    private final HypervisorLink link;
    private final FolderWatch watch;
    private boolean connected;
    private long told;

    /** @param settling settles what dead commands left */
    Following(InstanceRecords records, Machines machines, Observation observation, Runnable settling, StoreLayout layout,
            EventSearch search, Consumer<InstanceEvent> events, Consumer<String> trouble) {
        this.records = records;
        this.observation = observation;
        this.settling = settling;
        this.search = search;
        this.events = events;
        this.trouble = trouble;
        this.link = new HypervisorLink(machines, signals::add, () -> signals.add(LOST));
        // Before the history is read for the first time: nothing is written in between unseen.
        this.watch = FolderWatch.begin(
                layout.regionFolder(), layout.catalogue().getFileName().toString(), () -> signals.add(WRITTEN));
    }

    void run() throws InterruptedException {
        told = search.since().isPresent() ? 0 : records.catalogue().read(InstanceHistory::last);
        link.connect();
        connected = true;
        touchAll();
        while (true) {
            look();
            tellWhatIsNew();
            await();
        }
    }

    /** Waits for the next thing to happen, and takes out all that has happened. */
    private void await() throws InterruptedException {
        Object signal = connected && touched.isEmpty() ? signals.take()
                : signals.poll(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        while (signal != null) {
            take(signal);
            signal = signals.poll();
        }
        if (!connected && link.tryToConnect()) {
            connected = true;
            trouble.accept("libvirt is back.");
            // What happened meanwhile is told by nobody.
            touchAll();
        }
    }

    private void take(Object signal) {
        if (signal == LOST) {
            lose();
        } else if (signal instanceof DomainEvent event && InstanceId.isOne(event.domain())) {
            InstanceId id = new InstanceId(event.domain());
            if (event instanceof LifecycleEvent) {
                touched.add(id);
            } else {
                tellAtOnce(id, event);
            }
        }
    }

    private void lose() {
        if (connected) {
            connected = false;
            link.close();
            trouble.accept("libvirt went away; what happens to guests is told when it is back.");
        }
    }

    private void touchAll() {
        records.all().forEach(instance -> touched.add(instance.instanceId()));
    }

    /** Looks at the instances that something happened to; those that another command has for itself stay touched. */
    private void look() {
        if (!connected || touched.isEmpty()) {
            return;
        }
        List<Instance> free = new ArrayList<>();
        for (InstanceId id : List.copyOf(touched)) {
            Optional<Instance> instance = ours(id);
            if (instance.isEmpty()) {
                touched.remove(id);
            } else if (!records.isClaimed(id)) {
                free.add(instance.get());
            }
        }
        try {
            observation.observed(free);
            free.forEach(instance -> touched.remove(instance.instanceId()));
            if (!touched.isEmpty()) {
                settling.run();
            }
        } catch (HostException e) {
            if (e.kind() != HostError.HYPERVISOR_UNREACHABLE) {
                throw e;
            }
            lose();
        }
    }

    private Optional<Instance> ours(InstanceId id) {
        return records.catalogue().read(reader -> records.findAnyones(reader, id))
                .map(Stored::document).filter(instance -> instance.ownerId().equals(records.account()));
    }

    private void tellWhatIsNew() {
        long from = told;
        List<InstanceEvent> fresh = records.catalogue().read(reader -> {
            long last = InstanceHistory.last(reader);
            if (last == from) {
                return List.of();
            }
            told = last;
            return InstanceHistory.list(reader, records.account(), search.instances(), from, search.since());
        });
        fresh.forEach(events);
    }

    private void tellAtOnce(InstanceId id, DomainEvent event) {
        Optional<Instance> instance = search.wants(id) ? ours(id) : Optional.empty();
        if (instance.isPresent()) {
            // What was written down before it comes before it.
            tellWhatIsNew();
            events.accept(new InstanceEvent(0, Timestamp.now(), id, instance.get().ownerId(), kind(event),
                    Optional.empty(), instance.get().state(), Optional.empty(), detail(event), Optional.empty()));
        }
    }

    private static EventKind kind(DomainEvent event) {
        if (event instanceof RebootEvent) {
            return EventKind.REBOOT;
        }
        return event instanceof AgentEvent ? EventKind.AGENT : EventKind.DISK_ERROR;
    }

    private static Optional<String> detail(DomainEvent event) {
        if (event instanceof AgentEvent agent) {
            return Optional.of(agent.connected() ? "connected" : "disconnected");
        }
        if (event instanceof DiskErrorEvent error) {
            return Optional.of(error.path() + (error.reason().isEmpty() ? "" : " " + error.reason())
                    + (error.paused() ? ", guest paused" : ""));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        watch.close();
        link.close();
    }
}
