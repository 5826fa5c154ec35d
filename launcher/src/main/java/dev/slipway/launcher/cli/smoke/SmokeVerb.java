package dev.slipway.launcher.cli.smoke;

import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.wait.LiveConsole;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.smoke.Artifacts;
import dev.slipway.launcher.smoke.CaseResult;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.SmokeListener;
import dev.slipway.launcher.smoke.Subject;
import dev.slipway.launcher.smoke.report.TapReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code slipway smoke}: boots images, each in an instance of its own, and says whether they come up. */
public final class SmokeVerb extends SmokeCaseVerb {

    private final Argument<String> subjects = arguments("IMAGE|FILE", 0, Argument.ANY, Values.TEXT,
            "What to boot, each a case: images by id, name or channel; files with a disk;"
                    + " kernel=FILE,ramdisk=FILE,disk=FILE, of which the last two may be left out.");
    private final Option<Path> files = options("-f,--file", "FILE", Values.PATH,
            "A YAML file of cases; options of the command line win over it. Repeatable.");
    private final Flag schema = flag("--schema", "Print the JSON schema of such files, and do no more.");
    private final Option<Integer> atOnce = option("--parallel", "N", Values.COUNT, "How many guests boot at a time (1).");
    private final Option<Path> junit = option("--junit", "FILE", Values.PATH, "Write the results as JUnit XML.");
    private final Option<Path> tap = option("--tap", "FILE", Values.PATH, "Write the results as TAP, version 13.");
    private final Option<Path> artifacts = option("--artifacts", "FOLDER", Values.PATH,
            "Keep console, domain, logs, screen, versions and the command of each case that fails, in a folder of its own there.");
    private final Flag keepAll = flag("--keep-all", "Keep them of cases that pass, too.");
    private final Option<Path> baseline = option("--baseline", "FILE", Values.PATH,
            "Hold the times of the stages against this file, as ratios to a calibration boot; written where it is not there.");
    private final Option<Double> tolerance = option("--tolerance", "RATIO", BaselineGate::tolerance,
            "How many times as long as in the baseline a stage may take (1.5).");
    private final Flag updateBaseline = flag("--update-baseline", "Write the baseline anew, and hold nothing against it.");
    private final Option<ChannelName> promote = option("--promote", "CHANNEL", ChannelName::parse,
            "When all cases pass, and only then, make their image the current one of this channel: web:stable.");
    private final Flag showConsole = flag("--show-console", "Print what the guests print, on standard error.");

    public SmokeVerb() {
        super("smoke", "Boot images in instances that go afterwards, and tell whether they come up.");
        example("slipway smoke web:stable --for login,ssh --timeout 5m", "One image; the exit code is its verdict.");
        example("slipway smoke build/disk.qcow2 --http 80/health --never 'Oops|BUG:'", "A disk as it was built.");
        example("slipway smoke kernel=vmlinuz,ramdisk=initrd.img --console ready", "A kernel, until the guest says so.");
        example("slipway smoke -f smoke.yaml --junit smoke.xml --artifacts failed", "Many cases, for a CI job.");
        example("slipway smoke web-7 --promote web:stable", "A new version, for everybody once it has come up.");
    }

    @Override
    public int run(Invocation invocation) {
        if (schema.given()) {
            byte[] text = SmokeFile.schema().text().getBytes(StandardCharsets.UTF_8);
            invocation.stdout().write(text, text.length);
            return 0;
        }
        List<SmokeCase> cases = cases(invocation);
        Promotion promotion = new Promotion(promote.value(), cases, invocation);
        Artifacts kept = artifacts.value().map(folder -> Artifacts.in(folder, keepAll.given(), invocation.services().hypervisor(),
                invocation.instances())).orElse(Artifacts.NONE);
        SmokeReports reports = new SmokeReports(junit.value(), tap.value());
        // A report that cannot be written is better known before the boots than after them.
        reports.write();
        BaselineGate gate = new BaselineGate(baseline, tolerance, updateBaseline, this, invocation);
        List<CaseResult> results = invocation.services().smoke().run(promotion.cases(), atOnce.or(1), kept, gate.yardstick(),
                listener(invocation, reports));
        gate.write();
        invocation.output().print(SmokeView.of(results));
        int worst = results.stream().mapToInt(CaseResult::exit).max().orElse(0);
        if (worst == 0) {
            promotion.carryOut();
        }
        return worst;
    }

    private List<SmokeCase> cases(Invocation invocation) {
        if (!subjects.given() && !files.given()) {
            throw new LauncherException(LauncherError.USAGE, "There is nothing to boot.",
                    "Name images or files, or a file of cases with --file. See 'slipway smoke --help'.", null);
        }
        List<SmokeCase> cases = new ArrayList<>();
        for (String word : subjects.values()) {
            Subject subject = SubjectText.read(word, architecture(), bootMode());
            cases.add(smokeCase(subject.word(), subject, invocation));
        }
        List<Given> caseOptions = caseOptions();
        files.values().forEach(file -> cases.addAll(SmokeFile.cases(file, caseOptions, invocation)));
        return cases;
    }

    private SmokeListener listener(Invocation invocation, SmokeReports reports) {
        Consumer<String> console = LiveConsole.when(showConsole.given(), invocation);
        return new SmokeListener() {
            @Override
            public void console(SmokeCase smokeCase, String text) {
                console.accept(text);
            }

            @Override
            public void trouble(String sentence) {
                invocation.note(sentence);
            }

            @Override
            public synchronized void ended(CaseResult result) {
                invocation.note(TapReport.line(result));
                // At once: a run that a CI system ends early has told of what it knew by then.
                reports.add(result);
            }
        };
    }
}
