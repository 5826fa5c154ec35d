package dev.slipway.launcher.cli.instance;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.launch.CountText;
import dev.slipway.launcher.cli.launch.LaunchVerb;
import dev.slipway.launcher.cli.launch.TemplateText;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.wait.GoalText;
import dev.slipway.launcher.cli.wait.WaitGoals;
import dev.slipway.launcher.cli.wait.WaitOptions;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.TemplateReference;
import dev.slipway.launcher.view.instance.InstanceView;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway run}: EC2's RunInstances, and a wait for the guests to come up. */
public final class Run extends LaunchVerb {

    private final Argument<String> image = arguments("IMAGE", 0, 1, Values.TEXT,
            "An image's id, name or channel: web:stable. May be left out where the launch template names one.");
    private final Option<CountText> count = option("--count", "N|MIN:MAX", CountText::read,
            "How many, all of them or none; with MIN:MAX as many as there is room for (1).");
    private final Option<TemplateReference> template = option("--launch-template", "TEMPLATE[:VERSION]", TemplateText::read,
            "A launch template by name or id, for what no option says; a number, $Latest or $Default for the version.");
    private final Option<String> token = option("--client-token", "TOKEN", Values.TEXT,
            "By which a repetition of this launch is recognised: it launches nothing and shows the instances again.");
    private final WaitOptions waiting = new WaitOptions(
            new WaitGoals(
                    option("--wait", "STAGE", GoalText::read, "Return when the guests are there: " + WaitGoals.STAGES + " (running)."),
                    option("--timeout", "TIME", Values.DURATION, "How long --wait waits; beyond it the command fails with 10."),
                    options("--stage-timeout", "STAGE=TIME", GoalText::deadline, WaitGoals.STAGE_TIMEOUT),
                    option("--silence", "TIME", Values.DURATION, WaitGoals.SILENCE)),
            flag("--show-console", "Print what the guests print while --wait waits, on standard error."),
            option("--verdict", "FILE", Values.PATH, WaitOptions.VERDICT));
    private final Flag keep = flag("--keep",
            "Keep instances that do not get where --wait wants them; they are terminated otherwise.");
    private final Flag dryRun = flag("--dry-run", "Check everything, start nothing.");

    public Run() {
        super("run", "Launch instances of an image.");
        example("slipway run web --wait login", "One instance, ready to log in.");
        example("slipway run web --count 3 --type t3.small --tag Name=worker", "Three larger ones, with a name.");
        example("slipway run web --count 5:20 --client-token batch-7", "As many as fit, 5 at least; once, however often it is repeated.");
        example("slipway run web --block-device-mappings DeviceName=/dev/sda1,Ebs={VolumeSize=20}", "A larger root.");
        example("slipway run web --user-data cloud.yaml --forward 8080:80", "Configured by cloud-init; its port 80 here.");
    }

    @Override
    public int run(Invocation invocation) {
        boolean waits = waiting.wanted();
        List<Instance> launched = invocation.instances().launch(request(), invocation.progress());
        noteEmulation(invocation, launched);
        if (waits) {
            launched = await(invocation, launched);
        }
        InstanceView view = InstanceView.of(invocation.services());
        invocation.output().print(view.reservation(launched));
        return 0;
    }

    private LaunchRequest request() {
        CountText counts = count.or(CountText.ONE);
        return new LaunchRequest(spec(image.value()), template.value(), counts.least(), counts.most(), token.value(),
                dryRun.given());
    }

    /** Said once, because an emulated guest is many times slower than people expect. */
    private static void noteEmulation(Invocation invocation, List<Instance> launched) {
        Instance first = launched.get(0);
        if (first.hardware().accelerator() == Accelerator.TCG && invocation.isInteractive()) {
            invocation.note("emulating, without KVM: " + String.join(" ", first.hardware().acceleratorReasons()));
        }
    }

    private List<Instance> await(Invocation invocation, List<Instance> launched) {
        boolean there = false;
        try {
            List<Instance> ready = waiting.await(invocation, GoalText.LOGIN,
                    (request, verdicts) -> invocation.instances().awaitLaunched(launched, request, verdicts));
            there = true;
            return ready;
        } finally {
            if (!there && !keep.given()) {
                terminate(invocation, launched);
            }
        }
    }

    /** What failed is already on its way to the user: a failure of the cleaning is added and does not replace it. */
    private static void terminate(Invocation invocation, List<Instance> launched) {
        List<InstanceId> ids = new ArrayList<>();
        launched.forEach(instance -> ids.add(instance.instanceId()));
        // Ctrl-C ends the wait; the cleaning that follows must not be ended by the same one.
        boolean interrupted = Thread.interrupted();
        try {
            invocation.instances().terminate(ids);
        } catch (SlipwayException e) {
            invocation.note("the instances could not be terminated: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
