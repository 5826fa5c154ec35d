package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.wait.GoalText;
import dev.slipway.launcher.cli.wait.WaitGoals;
import dev.slipway.launcher.cli.wait.WaitOptions;
import dev.slipway.launcher.instance.record.InstanceId;

/** {@code slipway instance wait}: EC2's waiters, and what a hypervisor can tell beyond them. */
final class InstanceWait extends Verb {

    private final WaitOptions waiting = new WaitOptions(
            new WaitGoals(
                    option("--for", "STAGE", GoalText::read, WaitGoals.STAGES + " (login)."),
                    option("--timeout", "TIME", Values.DURATION, "How long to wait; beyond it the command fails with 10."),
                    options("--stage-timeout", "STAGE=TIME", GoalText::deadline, WaitGoals.STAGE_TIMEOUT),
                    option("--silence", "TIME", Values.DURATION, WaitGoals.SILENCE)),
            flag("--show-console", "Print what the guest prints meanwhile, on standard error."),
            option("--verdict", "FILE", Values.PATH, WaitOptions.VERDICT));
    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");

    InstanceWait() {
        super("wait", "Wait until instances have come to a stage of their boot.");
        example("slipway instance wait i-0123456789abcdef0 --for login", "Returns when it shows its login prompt.");
        example("slipway instance wait i-0123456789abcdef0 --for ssh,cloud-init --stage-timeout network=2m",
                "When it can be used, and is set up; fails early where it gets no address.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(waiting.await(invocation, GoalText.LOGIN, (request, verdicts) -> {
            invocation.instances().await(ids.values(), request, verdicts);
            return verdicts.answer();
        }));
        return 0;
    }
}
