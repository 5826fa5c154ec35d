package dev.slipway.launcher.smoke.baseline;

import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.smoke.CaseResult;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.Subject;
import dev.slipway.launcher.smoke.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Times of an earlier run, each as a ratio to a boot that is the same everywhere. A machine that is slower, or busy, is so
 * for that boot too.
 */
public final class Baseline implements Yardstick {

    /** What that boot is waited for. */
    public static final Goal CALIBRATION_GOAL = new Goal.ConsoleSays(Pattern.compile(Subject.Calibration.WORDS));

    private static final int CALIBRATIONS = 3;

    private final SmokeCase calibration;
    private final double tolerance;
    private final Optional<Map<String, Map<String, Double>>> before;
    private final Consumer<String> notes;
    private final Map<String, Map<String, Double>> now = new TreeMap<>();
    private double calibrationMillis;

    /**
     * @param calibration {@link Subject.Calibration}, waited for as {@link #CALIBRATION_GOAL}
     * @param tolerance how many times the ratio of before a time may be
     * @param before ratios by case and stage; empty where the run only records, and nothing is expected of it
     * @param notes told what is not in it, a sentence each
     */
    public Baseline(SmokeCase calibration, double tolerance, Optional<Map<String, Map<String, Double>>> before,
            Consumer<String> notes) {
        this.calibration = calibration;
        this.tolerance = tolerance;
        this.before = before;
        this.notes = notes;
    }

    /** Boots three times and takes the time in the middle. Throws the error of the boot that fails. */
    @Override
    public void calibrate(Function<SmokeCase, CaseResult> boot) {
        long[] millis = new long[CALIBRATIONS];
        for (int i = 0; i < CALIBRATIONS; i++) {
            CaseResult result = boot.apply(calibration);
            if (!result.passed()) {
                throw result.error().orElseThrow();
            }
            Verdict verdict = result.verdict().orElseThrow();
            // From the guest's start, as the stages of the others are counted.
            millis[i] = verdict.stages().get(Stage.RUNNING) + verdict.millis();
        }
        Arrays.sort(millis);
        calibrationMillis = millis[CALIBRATIONS / 2];
        notes.accept("The calibration boot took " + Math.round(calibrationMillis) + " ms.");
    }

    @Override
    public synchronized CaseResult judge(CaseResult result) {
        if (!result.passed()) {
            return result;
        }
        String name = result.smokeCase().name();
        Map<String, Double> ratios = new TreeMap<>();
        result.times().forEach((word, millis) -> ratios.put(word, Math.round(millis / calibrationMillis * 1000) / 1000.0));
        // libvirt's own time, and no part of the boot.
        ratios.remove(Stage.RUNNING.word());
        now.put(name, ratios);
        if (before.isEmpty()) {
            return result;
        }
        Map<String, Double> expected = before.get().get(name);
        if (expected == null) {
            notes.accept("The baseline has no case '" + name + "'.");
            return result;
        }
        List<String> slower = new ArrayList<>();
        ratios.keySet().forEach(word -> slower(word, expected, ratios).ifPresent(slower::add));
        return slower.isEmpty() ? result : result.failed(new LauncherException(LauncherError.BASELINE_EXCEEDED,
                "The case '" + name + "' is slower than its baseline: " + String.join("; ", slower) + ".",
                "If it is meant to be, record it anew with --update-baseline.", null));
    }

    private Optional<String> slower(String word, Map<String, Double> expected, Map<String, Double> ratios) {
        Double limit = expected.get(word);
        if (limit == null || ratios.get(word) <= limit * tolerance) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT, "%s at %.2f calibration boots, before at %.2f, allowed %.2f", word,
                ratios.get(word), limit, limit * tolerance));
    }

    /** The ratios of the cases that passed in this run, whatever they were before. */
    public synchronized Map<String, Map<String, Double>> ratios() {
        return new TreeMap<>(now);
    }
}
