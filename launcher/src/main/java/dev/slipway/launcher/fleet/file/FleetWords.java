package dev.slipway.launcher.fleet.file;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The words of a fleet file that mean what they mean on a command line, and what is usual where the file does not say. Each
 * function throws IllegalArgumentException with half a sentence.
 *
 * @param goals reads what a wait waits for: {@code login} or {@code console:REGEX}
 * @param stageDeadline reads {@code kernel=30s}
 * @param networks reads what {@code --network} takes
 * @param timeout how long a member may take
 * @param silence how long it may print nothing
 */
public record FleetWords(
        Function<String, List<Goal>> goals,
        Function<String, Map.Entry<Stage, Duration>> stageDeadline,
        Function<List<String>, List<InterfaceRequest>> networks,
        Duration timeout,
        Duration silence) {

    public FleetWords {
        requireNonNull(goals, "goals");
        requireNonNull(stageDeadline, "stageDeadline");
        requireNonNull(networks, "networks");
        requireNonNull(timeout, "timeout");
        requireNonNull(silence, "silence");
    }
}
