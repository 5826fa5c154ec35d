package dev.slipway.launcher.smoke;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.instance.record.Instance;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a case ended.
 *
 * @param number its place in the run, from 1
 * @param instance the instance that it was tried in, as it was launched; empty where nothing could be launched
 * @param verdict how the wait ended; empty where it did not come to one
 * @param error why it failed; empty where it passed
 * @param millis from before the launch until the verdict
 * @param artifacts the folder with what was kept of it
 */
public record CaseResult(int number, SmokeCase smokeCase, Optional<Instance> instance, Optional<Verdict> verdict,
        Optional<SlipwayException> error, long millis, Optional<Path> artifacts) {

    private static final int PASSED = 0;

    public CaseResult {
        requireNonNull(smokeCase, "smokeCase");
        requireNonNull(instance, "instance");
        requireNonNull(verdict, "verdict");
        requireNonNull(error, "error");
        requireNonNull(artifacts, "artifacts");
    }

    /** Whether the guest came to all that it was waited for. */
    public boolean passed() {
        return error.isEmpty();
    }

    /** 0, or the exit code of its failure. */
    public int exit() {
        return error.map(failure -> failure.code().exit().number()).orElse(PASSED);
    }

    /** A sentence without its full stop: how far it came, and how it ended. */
    public String sentence() {
        String seconds = millis / 1000 + "." + millis % 1000 / 100 + " s";
        return error.map(failure -> failure.code().code() + " after " + seconds + ": " + withoutStop(failure.getMessage()))
                .orElseGet(() -> String.join(", ", smokeCase.goal().goals().stream().map(Object::toString).toList())
                        + " after " + seconds);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
