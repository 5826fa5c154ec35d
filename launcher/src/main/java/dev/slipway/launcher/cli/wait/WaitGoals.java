package dev.slipway.launcher.cli.wait;

import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that say what is waited for, and how long.
 *
 * @param goals stages and console patterns
 * @param timeout for all of it
 * @param stageTimeouts deadlines of single stages
 * @param silence how long a guest may print nothing
 */
public record WaitGoals(Option<List<Goal>> goals, Option<Duration> timeout, Option<Map.Entry<Stage, Duration>> stageTimeouts,
        Option<Duration> silence) {

    /** What there is to wait for, for help texts. */
    public static final String STAGES = "running, kernel, userspace, login, network, agent, ssh, cloud-init or console:REGEX, "
            + "several with commas";
    /** For the help of {@code --stage-timeout}. */
    public static final String STAGE_TIMEOUT = "By when a guest must have come to a stage, wanted or on its way: kernel=30s."
            + " Repeatable.";
    /** For the help of {@code --silence}. */
    public static final String SILENCE = "How long a guest may print nothing before its login prompt (4m).";

    /** The wait that they ask for, {@code otherwise} where nobody says for what. */
    public WaitRequest request(Invocation invocation, List<Goal> otherwise) {
        Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
        stageTimeouts.values().forEach(each -> stages.put(each.getKey(), each.getValue()));
        return new WaitRequest(goals.or(otherwise), new Deadlines(timeout.or(invocation.settings().timeout()), stages,
                Optional.of(silence.or(invocation.settings().silence()))));
    }
}
