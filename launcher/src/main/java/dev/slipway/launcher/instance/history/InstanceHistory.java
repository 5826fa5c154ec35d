package dev.slipway.launcher.instance.history;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history of the instances of a region. It is written in the transaction of the change it tells of, so it is never
 * ahead of the records, nor behind them, whenever a process is killed.
 */
public final class InstanceHistory {

    /** How many events are kept in any case; those of instances that are still to be seen are kept beyond it. */
    public static final int KEPT = 10_000;

    private static final String SEQUENCE = "sequence";

    private final Actor actor;

    /** A history to which this one's deeds are added. */
    public InstanceHistory(Actor actor) {
        this.actor = actor;
    }

    /** Adds the beginning of an instance. */
    public void began(Change change, Instance instance) {
        add(change, instance, EventKind.STATE, Optional.empty(), Optional.empty());
    }

    /** Adds whatever is different between two looks of an instance's record. */
    public void changed(Change change, Instance before, Instance after) {
        if (before.state() != after.state()) {
            add(change, after, EventKind.STATE, Optional.of(before.state()), Optional.empty());
        }
        for (RecordDifference difference : RecordDifference.between(before, after)) {
            add(change, after, difference.kind(), Optional.empty(), Optional.of(difference.detail()));
        }
    }

    /** Adds a change of something that is not in the record. */
    public void attributeChanged(Change change, Instance instance, String attribute) {
        add(change, instance, EventKind.ATTRIBUTE, Optional.empty(), Optional.of(attribute));
    }

    /** Adds what is in no record: what a fleet made of an instance. */
    public void remarked(Change change, Instance instance, EventKind kind, String remark) {
        add(change, instance, kind, Optional.empty(), Optional.of(remark));
    }

    /** Forgets what is older than the newest {@link #KEPT} of an instance that is no longer to be seen. */
    public void forget(Change change, InstanceId id) {
        long oldest = last(change) - KEPT;
        for (Stored<InstanceEvent> stored : change.list(InstanceEvent.TABLE, Query.all().where("instance", id))) {
            if (stored.document().sequence() <= oldest) {
                change.delete(InstanceEvent.TABLE, InstanceEvent.TABLE.id().apply(stored.document()));
            }
        }
    }

    /** The number of the last event there is; 0 before the first. */
    public static long last(Reader reader) {
        List<Stored<InstanceEvent>> last =
                reader.list(InstanceEvent.TABLE, Query.all().orderByDescending(SEQUENCE).limit(1));
        return last.isEmpty() ? 0 : last.get(0).document().sequence();
    }

    /**
     * The events of an account, oldest first.
     *
     * @param instances of these; of all where there are none
     * @param after behind the event of this number
     * @param since not before this time
     */
    public static List<InstanceEvent> list(
            Reader reader, AccountId account, List<InstanceId> instances, long after, Optional<Instant> since) {
        Query query = Query.all().usually("owner", account).orderBy(SEQUENCE);
        if (!instances.isEmpty()) {
            List<String> ids = new ArrayList<>();
            instances.forEach(id -> ids.add(id.value()));
            query = query.whereAny("instance", ids);
        }
        if (after > 0) {
            query = query.and(new Query.After(SEQUENCE, after, Long.toString(after)));
        }
        List<InstanceEvent> events = new ArrayList<>();
        for (Stored<InstanceEvent> stored : reader.list(InstanceEvent.TABLE, query)) {
            InstanceEvent event = stored.document();
            if (since.isEmpty() || !event.time().isBefore(since.get())) {
                events.add(event);
            }
        }
        return events;
    }

    private void add(Change change, Instance instance, EventKind kind, Optional<InstanceState> previous,
            Optional<String> detail) {
        Optional<StateReason> reason = kind == EventKind.STATE ? instance.lifecycle().reason() : Optional.empty();
        change.insert(InstanceEvent.TABLE, new InstanceEvent(last(change) + 1, Timestamp.now(), instance.instanceId(),
                instance.ownerId(), kind, previous, instance.state(), reason, detail, Optional.of(actor)));
    }
}
