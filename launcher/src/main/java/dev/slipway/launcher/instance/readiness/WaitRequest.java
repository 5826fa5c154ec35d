package dev.slipway.launcher.instance.readiness;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.boot.Goal;
import java.util.List;

/**
 * What instances are waited for.
 *
 * @param goals what each of them must come to, all of it; at least one
 * @param deadlines how long each of them may take
 */
public record WaitRequest(List<Goal> goals, Deadlines deadlines) {

    public WaitRequest {
        goals = List.copyOf(goals);
        requireNonNull(deadlines, "deadlines");
        if (goals.isEmpty()) {
            throw new IllegalArgumentException("nothing to wait for");
        }
    }

    /** Whether a guest is asked for something that its console does not tell. */
    boolean asksBeyondTheConsole() {
        return deadlines.stages().keySet().stream().anyMatch(stage -> stage.isProbed())
                || goals.stream().anyMatch(goal -> goal instanceof Goal.Reach reach && reach.stage().isProbed());
    }

    /** Whether a machine that runs is what is waited for, and not only words on a console. */
    boolean needsMachine() {
        return goals.stream().anyMatch(goal -> goal instanceof Goal.Reach);
    }
}
