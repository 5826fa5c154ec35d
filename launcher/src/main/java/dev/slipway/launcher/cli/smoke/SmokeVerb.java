package dev.slipway.launcher.cli.smoke;

import dev.slipway.host.files.FileFailure;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.launch.LaunchVerb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.wait.GoalText;
import dev.slipway.launcher.cli.wait.LiveConsole;
import dev.slipway.launcher.cli.wait.WaitGoals;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.smoke.Artifacts;
import dev.slipway.launcher.smoke.CaseResult;
import dev.slipway.launcher.smoke.JunitReport;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.SmokeListener;
import dev.slipway.launcher.smoke.TapReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code slipway smoke}: boots images, each in an instance of its own, and says whether they come up. */
public final class SmokeVerb extends LaunchVerb {

    private final Argument<String> images = arguments("IMAGE", 1, Argument.ANY, Values.TEXT,
            "Images by id, name or channel, each a case of its own.");
    private final WaitGoals waiting = new WaitGoals(
            option("--for", "STAGE", GoalText::read, "What each must come to, all of it: " + WaitGoals.STAGES + " (login)."),
            option("--timeout", "TIME", Values.DURATION, "How long each may take; beyond it the case fails with 10."),
            options("--stage-timeout", "STAGE=TIME", GoalText::deadline, WaitGoals.STAGE_TIMEOUT),
            option("--silence", "TIME", Values.DURATION, WaitGoals.SILENCE));
    private final Option<Integer> atOnce = option("--parallel", "N", Values.COUNT, "How many guests boot at a time (1).");
    private final Option<Path> junit = option("--junit", "FILE", Values.PATH, "Write the results as JUnit XML.");
    private final Option<Path> tap = option("--tap", "FILE", Values.PATH, "Write the results as TAP, version 13.");
    private final Option<Path> artifacts = option("--artifacts", "FOLDER", Values.PATH,
            "Keep console, domain XML and QEMU's log of each case that fails, in a folder of its own there.");
    private final Flag showConsole = flag("--show-console", "Print what the guests print, on standard error.");

    public SmokeVerb() {
        super("smoke", "Boot images in instances that go afterwards, and tell whether they come up.");
        example("slipway smoke web:stable --for login,ssh --timeout 5m", "One image; the exit code is its verdict.");
        example("slipway smoke web db --junit smoke.xml --artifacts failed", "Two, for a CI job.");
        example("slipway smoke appliance --for 'console:ready in \\d+ s'", "Until the guest says so.");
    }

    @Override
    public int run(Invocation invocation) {
        WaitRequest wait = waiting.request(invocation, List.<Goal>of(new Goal.Reach(Stage.LOGIN)));
        List<SmokeCase> cases = new ArrayList<>();
        images.values().forEach(image -> cases.add(new SmokeCase(image, spec(Optional.of(image)), wait)));
        Artifacts kept = artifacts.value().map(folder -> Artifacts.in(folder, invocation.services().hypervisor(),
                invocation.instances()::console)).orElse(Artifacts.NONE);
        // A report that cannot be written is better known before the boots than after them.
        report(List.of());
        Consumer<String> console = LiveConsole.when(showConsole.given(), invocation);
        List<CaseResult> ended = new ArrayList<>();
        List<CaseResult> results = invocation.services().smoke().run(cases, atOnce.or(1), kept, new SmokeListener() {
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
                ended.add(result);
                ended.sort(Comparator.comparingInt(CaseResult::number));
                report(ended);
            }
        });
        invocation.output().print(SmokeView.of(results));
        return results.stream().mapToInt(CaseResult::exit).max().orElse(0);
    }

    private void report(List<CaseResult> ended) {
        junit.value().ifPresent(path -> write(path, JunitReport.of(ended)));
        tap.value().ifPresent(path -> write(path, TapReport.of(ended)));
    }

    private static void write(Path path, String report) {
        try {
            Files.writeString(path, report);
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        }
    }
}
