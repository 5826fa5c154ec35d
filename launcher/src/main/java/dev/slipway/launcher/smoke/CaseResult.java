package dev.slipway.launcher.smoke;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.smoke.check.Check;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a case ended.
 *
 * @param number its place in the run, from 1
 * @param instance the instance that it was tried in, as it was launched; empty where nothing could be launched
 * @param verdict how the wait ended; empty where it did not come to one
 * @param checks what was asked of it then, with the milliseconds from the launch at which it held
 * @param error why it failed; empty where it passed
 * @param millis from before the launch until the verdict
 * @param artifacts the folder with what was kept of it
 */
public record CaseResult(int number, SmokeCase smokeCase, Optional<Instance> instance, Optional<Verdict> verdict,
        Map<Check, Long> checks, Optional<SlipwayException> error, long millis, Optional<Path> artifacts) {

    private static final int PASSED = 0;

    public CaseResult {
        requireNonNull(smokeCase, "smokeCase");
        requireNonNull(instance, "instance");
        requireNonNull(verdict, "verdict");
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
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

    /** The stages and checks that it came to, in the order of a boot, with milliseconds from its start. */
    public Map<String, Long> times() {
        Map<String, Long> times = new LinkedHashMap<>();
        verdict.ifPresent(ended -> ended.stages().forEach((stage, at) -> times.put(stage.word(), at)));
        checks.forEach((check, at) -> times.put(check.toString(), at));
        return times;
    }

    /** A sentence without its full stop: how far it came and when, and how it ended. */
    public String sentence() {
        String end = error.map(failure -> failure.code().code() + " after " + seconds(millis) + " s: " + withoutStop(failure.getMessage()))
                .orElseGet(() -> Stream.concat(smokeCase.goal().goals().stream(), smokeCase.checks().stream())
                        .map(Object::toString).collect(Collectors.joining(", ")) + " after " + seconds(millis) + " s");
        Map<String, Long> times = times();
        return times.isEmpty() ? end : end + " (" + times.entrySet().stream()
                .map(time -> time.getKey() + " " + seconds(time.getValue())).collect(Collectors.joining(", ")) + ")";
    }

    /** The same result, which is a failure after all. */
    public CaseResult failed(SlipwayException failure) {
        return new CaseResult(number, smokeCase, instance, verdict, checks, Optional.of(failure), millis, artifacts);
    }

    /** The same result, kept in this folder. */
    CaseResult keptIn(Path folder) {
        return new CaseResult(number, smokeCase, instance, verdict, checks, error, millis, Optional.of(folder));
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + millis % 1000 / 100;
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
