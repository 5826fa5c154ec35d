package dev.slipway.launcher.cli.wait;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of a command that waits for guests.
 *
 * @param what what is waited for, and how long
 * @param showConsole whether to show what the guests print
 * @param verdict a file that is told how it ended
 */
public record WaitOptions(WaitGoals what, Flag showConsole, Option<Path> verdict) {

    /** For the help of {@code --verdict}. */
    public static final String VERDICT = "Write a JSON here that says how far each guest came, when, and why no further.";

    /** A wait of the services. */
    @FunctionalInterface
    public interface Waiting<T> {
        T run(WaitRequest request, WaitVerdicts listener);
    }

    /** Whether a command that does not wait by itself is to. Throws InvalidParameterCombination when only the rest was given. */
    public boolean wanted() {
        boolean asked = what.goals().given();
        if (!asked && (what.stageTimeouts().given() || what.silence().given() || verdict.given())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "--stage-timeout, --silence and --verdict are of a wait, which " + what.goals().names().get(0) + " asks for.");
        }
        return asked;
    }

    /** Waits as they say, for {@code otherwise} where nobody says for what; the verdict file is written whatever comes of it. */
    public <T> T await(Invocation invocation, List<Goal> otherwise, Waiting<T> wait) {
        WaitVerdicts verdicts = new WaitVerdicts(LiveConsole.when(showConsole.given(), invocation));
        T result;
        try {
            result = wait.run(what.request(invocation, otherwise), verdicts);
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
}
