package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.ReturnView;

/** {@code slipway instance modify-groups}: EC2's ModifyInstanceAttribute with GroupId. */
final class InstanceModifyGroups extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");
    private final Option<String> groups = options("--group,--groups", "GROUP", Values.TEXT,
            "A security group it is to be in, by name or id; it leaves all others. Repeatable, at most 5.");
    private final Flag dryRun = flag("--dry-run", "Check everything, change nothing.");

    InstanceModifyGroups() {
        super("modify-groups", "Put an instance into other security groups, while it runs or is stopped.");
        example("slipway instance modify-groups i-0123456789abcdef0 --group web --group monitored", "Into these two only.");
    }

    @Override
    public int run(Invocation invocation) {
        if (!groups.given()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "An instance is in at least one security group.",
                    "--group default", null);
        }
        invocation.instances().modifyGroups(id.required(), groups.values(), dryRun.given());
        invocation.output().print(ReturnView.TRUE.answer());
        return 0;
    }
}
