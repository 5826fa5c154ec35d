package dev.slipway.launcher.cli.smoke;

import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.Subject;
import dev.slipway.launcher.smoke.Yardstick;
import dev.slipway.launcher.smoke.baseline.Baseline;
import dev.slipway.launcher.smoke.baseline.BaselineFile;
import dev.slipway.launcher.type.SizedType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The baseline that the options name: read before the run, and written after it where it is new. */
final class BaselineGate {

    private static final double USUAL_TOLERANCE = 1.5;
    private static final int CALIBRATION_MEBIBYTES = 128;

    private final Invocation invocation;
    private final Optional<BaselineFile> file;
    private final Map<String, Map<String, Double>> before;
    private final boolean recording;
    private final Optional<Baseline> baseline;

    /** Throws INVALID_PARAMETER_COMBINATION, INVALID_DOCUMENT, FILE_FAILED. */
    BaselineGate(Option<Path> path, Option<Double> tolerance, Flag update, SmokeCaseVerb options, Invocation invocation) {
        if (!path.given() && (tolerance.given() || update.given())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "--tolerance and --update-baseline are of a baseline, which --baseline names.");
        }
        this.invocation = invocation;
        this.file = path.value().map(BaselineFile::new);
        Optional<Map<String, Map<String, Double>>> read = file.flatMap(BaselineFile::read);
        this.recording = update.given() || read.isEmpty();
        this.before = read.orElse(Map.of());
        if (recording) {
            // A file that cannot be written is better known before the boots than after them.
            file.ifPresent(each -> each.write(before));
        }
        this.baseline = file.map(each -> new Baseline(calibration(options), tolerance.or(USUAL_TOLERANCE),
                recording ? Optional.empty() : read, invocation::note));
    }

    private SmokeCase calibration(SmokeCaseVerb options) {
        SmokeCase usual = options.smokeCase("calibration", new Subject.Calibration(), invocation);
        return new SmokeCase(usual.name(), usual.subject(), new LaunchSpecDraft()
                .instanceType(Optional.of(SizedType.name(CALIBRATION_MEBIBYTES, 1))).accelerator(usual.spec().accelerator())
                .networkInterfaces(Optional.of(List.of())).build(),
                new WaitRequest(List.of(Baseline.CALIBRATION_GOAL), Deadlines.of(usual.goal().deadlines().overall())),
                List.of(), Optional.empty(), usual.ssh(), List.of());
    }

    Yardstick yardstick() {
        return baseline.<Yardstick>map(each -> each).orElse(Yardstick.NONE);
    }

    /** Writes what is new; cases of before that this run did not have stay as they were. */
    void write() {
        if (recording && file.isPresent()) {
            Map<String, Map<String, Double>> all = new TreeMap<>(before);
            all.putAll(baseline.orElseThrow().ratios());
            file.get().write(all);
            invocation.note("The baseline " + file.get().path() + " has the times of this run now.");
        }
    }

    /** Reads {@code --tolerance}. */
    static double tolerance(String text) {
        try {
            double ratio = Double.parseDouble(text);
            if (ratio >= 1 && !Double.isInfinite(ratio)) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no ratio of 1 or more");
    }
}
