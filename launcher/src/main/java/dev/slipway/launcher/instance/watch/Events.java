package dev.slipway.launcher.instance.watch;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.launcher.instance.history.InstanceEvent;
import dev.slipway.launcher.instance.history.InstanceHistory;
import dev.slipway.launcher.instance.life.Observation;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What happened to the instances of an account, and what happens. */
public final class Events {

    private final InstanceRecords records;
    private final Machines machines;
    private final Observation observation;
    private final Operations operations;
    private final StoreLayout layout;

    /**
     * @param observation writes down what has changed by itself
     * @param operations settles what a command left that was killed meanwhile
     */
    public Events(InstanceRecords records, Machines machines, Observation observation, Operations operations,
            StoreLayout layout) {
        this.records = records;
        this.machines = machines;
        this.observation = observation;
        this.operations = operations;
        this.layout = layout;
    }

    /**
     * What happened, oldest first, including what has happened by itself until now. Throws INSTANCE_NOT_FOUND for an
     * instance that neither is there nor has a history.
     */
    public List<InstanceEvent> list(EventSearch search) {
        observation.all();
        List<InstanceEvent> events = past(search);
        requireKnown(search.instances());
        return events;
    }

    /**
     * Tells what happens from now on, or since the time that is asked for, until the thread is interrupted: that is how
     * it ends. Each event is told once, in order, by this thread.
     *
     * @param trouble told what a user should know besides: that libvirt went away, and that it is back
     */
    public void follow(EventSearch search, Consumer<InstanceEvent> events, Consumer<String> trouble) {
        requireKnown(search.instances());
        try (Following following = new Following(records, machines, observation, operations::recover,
                layout, search, events, trouble)) {
            following.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<InstanceEvent> past(EventSearch search) {
        return records.catalogue().read(reader -> InstanceHistory.list(
                reader, records.account(), search.instances(), 0, search.since()));
    }

    private void requireKnown(List<InstanceId> ids) {
        Catalogue catalogue = records.catalogue();
        for (InstanceId id : ids) {
            boolean remembered = !catalogue.read(reader -> InstanceHistory.list(
                    reader, records.account(), List.of(id), 0, Optional.empty())).isEmpty();
            if (!remembered) {
                // One from before there was a history has none; one that never was is not there either.
                records.require(List.of(id));
            }
        }
    }
}
