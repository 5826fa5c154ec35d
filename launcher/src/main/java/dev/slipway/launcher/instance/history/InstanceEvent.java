package dev.slipway.launcher.instance.history;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to an instance.
 *
 * @param sequence counts the events of a region from 1, in the order they were committed; 0 for one that is not kept
 * @param time when it was written down
 * @param previous the state before; empty for the first
 * @param state the state since; what it was in already where the event is no change of state
 * @param reason why, where a state was not simply asked for by a launch or a start
 * @param detail what, in a few words, where the event is no change of state
 * @param actor who did it, or looked and found it done
 */
public record InstanceEvent(
        long sequence,
        Instant time,
        InstanceId instanceId,
        AccountId ownerId,
        EventKind kind,
        Optional<InstanceState> previous,
        InstanceState state,
        Optional<StateReason> reason,
        Optional<String> detail,
        Optional<Actor> actor) {

    /** Events of the instances of all accounts. */
    public static final Table<InstanceEvent> TABLE =
            Table.of("instance_events", InstanceEvent.class, 1, e -> Long.toString(e.sequence()))
                    .number("sequence", InstanceEvent::sequence)
                    .number("time", e -> e.time().toEpochMilli())
                    .text("instance", InstanceEvent::instanceId)
                    .text("owner", InstanceEvent::ownerId);

    public InstanceEvent {
        requireNonNull(time, "time");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(kind, "kind");
        previous = previous == null ? Optional.empty() : previous;
        requireNonNull(state, "state");
        reason = reason == null ? Optional.empty() : reason;
        detail = detail == null ? Optional.empty() : detail;
        actor = actor == null ? Optional.empty() : actor;
    }
}
