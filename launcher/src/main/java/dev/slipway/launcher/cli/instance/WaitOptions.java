package dev.slipway.launcher.cli.instance;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters that say what is waited for, how long, and where to tell of it.
 *
 * @param goals stages and console patterns
 * @param stageTimeouts deadlines of single stages
 * @param verdict a file that is told how it ended
 */
record WaitOptions(Option<List<Goal>> goals, Option<Duration> timeout, Option<Map.Entry<Stage, Duration>> stageTimeouts,
        Option<Duration> silence, Flag showConsole, Option<Path> verdict) {

    static final String STAGES = "running, kernel, userspace, login, network, agent, ssh, cloud-init or console:REGEX, several "
            + "with commas";
    static final String STAGE_TIMEOUT = "By when a guest must have come to a stage, wanted or on its way: kernel=30s. Repeatable.";
    static final String SILENCE = "How long a guest may print nothing before its login prompt (4m).";
    static final String VERDICT = "Write a JSON here that says how far each guest came, when, and why no further.";

    /** A wait of the services. */
    @FunctionalInterface
    interface Waiting<T> {
        T run(WaitRequest request, WaitVerdicts listener);
    }

    /** Whether a command that does not wait by itself is to. Throws InvalidParameterCombination when only the rest was given. */
    boolean wanted() {
        if (!goals.given() && (stageTimeouts.given() || silence.given() || verdict.given())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "--stage-timeout, --silence and --verdict are of a wait, which " + goals.names().get(0) + " asks for.");
        }
        return goals.given();
    }

    /** Waits as they say, for {@code otherwise} where nobody says for what; the verdict file is written whatever comes of it. */
    <T> T await(Invocation invocation, List<Goal> otherwise, Waiting<T> wait) {
        WaitVerdicts verdicts = new WaitVerdicts(LiveConsole.when(showConsole.given(), invocation));
        T result;
        try {
            result = wait.run(request(invocation, otherwise), verdicts);
        } catch (SlipwayException e) {
            writeBeside(e, verdicts);
            throw e;
        }
        verdict.value().ifPresent(verdicts::write);
        return result;
    }

    private void writeBeside(SlipwayException failure, WaitVerdicts verdicts) {
        try {
            verdict.value().ifPresent(verdicts::write);
        } catch (SlipwayException e) {
            // What the wait says is what the user hears; that it could not be written down too is a part of it.
            failure.addSuppressed(e);
        }
    }

    private WaitRequest request(Invocation invocation, List<Goal> otherwise) {
        Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
        stageTimeouts.values().forEach(each -> stages.put(each.getKey(), each.getValue()));
        return new WaitRequest(goals.or(otherwise), new Deadlines(timeout.or(invocation.settings().timeout()), stages,
                Optional.of(silence.or(invocation.settings().silence()))));
    }
}
