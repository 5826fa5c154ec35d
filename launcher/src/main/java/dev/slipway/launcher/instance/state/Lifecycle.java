package dev.slipway.launcher.instance.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an instance is in its life, and how it came there.
 *
 * @param state the recorded state; what runs is joined to it by {@link StateJoin}
 * @param reason EC2's StateReason, for states that were not simply asked for by a launch or a start
 * @param transition EC2's StateTransitionReason, in people's words
 * @param launchTime when it was last launched or started
 * @param since when it came into this state
 */
public record Lifecycle(
        InstanceState state, Optional<StateReason> reason, Optional<String> transition, Instant launchTime, Instant since) {

    public Lifecycle {
        requireNonNull(state, "state");
        reason = reason == null ? Optional.empty() : reason;
        transition = transition == null ? Optional.empty() : transition;
        requireNonNull(launchTime, "launchTime");
        requireNonNull(since, "since");
    }

    /** The beginning of a life. */
    public static Lifecycle launched(Instant now) {
        return new Lifecycle(InstanceState.PENDING, Optional.empty(), Optional.empty(), now, now);
    }

    /** On the way to running again. */
    public Lifecycle started(Instant now) {
        return launched(now);
    }

    /** Running now. */
    public Lifecycle running(Instant now) {
        return new Lifecycle(InstanceState.RUNNING, Optional.empty(), Optional.empty(), launchTime, now);
    }

    /** In another state for a reason. The time that EC2 names is when that was decided, not when it was done. */
    public Lifecycle moved(InstanceState next, StateReason why, Instant now) {
        boolean goesOn = endsIn(next) && reason.isPresent() && reason.get().code().equals(why.code());
        return new Lifecycle(next, Optional.of(why), goesOn ? transition : why.transition(now), launchTime, now);
    }

    private boolean endsIn(InstanceState next) {
        return state == next || state == InstanceState.STOPPING && next == InstanceState.STOPPED
                || state == InstanceState.SHUTTING_DOWN && next == InstanceState.TERMINATED;
    }
}
