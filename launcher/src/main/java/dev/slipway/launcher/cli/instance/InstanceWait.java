package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;

/** {@code slipway instance wait}: EC2's waiters, and what a serial console can tell beyond them. */
final class InstanceWait extends Verb {

    private final Option<Goal> goal = option("--for", "STAGE", GoalText::read,
            "running, kernel, userspace, login, or console:REGEX (login).");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long to wait; beyond it the command fails with 10.");
    private final Flag showConsole = flag("--show-console", "Print what the guest prints meanwhile, on standard error.");
    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");

    InstanceWait() {
        super("wait", "Wait until instances have come to a stage of their boot.");
        example("slipway instance wait i-0123456789abcdef0 --for login", "Returns when it shows its login prompt.");
    }

    @Override
    public int run(Invocation invocation) {
        Duration deadline = timeout.or(invocation.settings().timeout());
        invocation.instances().await(ids.values(), goal.or(GoalText.LOGIN), deadline,
                LiveConsole.when(showConsole.given(), invocation));
        return 0;
    }
}
