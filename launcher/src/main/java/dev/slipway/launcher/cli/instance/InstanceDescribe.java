package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.instance.InstanceAttributeView;
import dev.slipway.launcher.view.instance.InstanceView;
import java.util.List;

/** {@code slipway instance describe}: EC2's DescribeInstances. */
final class InstanceDescribe extends Verb {

    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");
    private final Option<String> attribute = option("--attribute", "ATTRIBUTE",
            Values.oneOf(InstanceAttributeView.NAMES, name -> name),
            "One attribute of one instance, by EC2's name: " + String.join(", ", InstanceAttributeView.NAMES) + ".");

    InstanceDescribe() {
        super("describe", "Show instances in full.");
        example("slipway instance describe i-0123456789abcdef0 -o json", "All that is known of one.");
        example("slipway instance describe i-0123456789abcdef0 --attribute userData",
                "EC2's DescribeInstanceAttribute: what it is told, in base64.");
    }

    @Override
    public int run(Invocation invocation) {
        if (attribute.given()) {
            return describeAttribute(invocation);
        }
        InstanceView view = InstanceView.of(invocation.services());
        invocation.output().print(view.reservations(invocation.instances().describe(ids.values())));
        return 0;
    }

    private int describeAttribute(Invocation invocation) {
        if (ids.values().size() > 1) {
            throw new LauncherException(
                    LauncherError.INVALID_PARAMETER_COMBINATION, "An attribute is shown of one instance.");
        }
        InstanceId id = ids.values().get(0);
        Instances instances = invocation.instances();
        invocation.output().print(InstanceAttributeView.of(instances.describe(List.of(id)).get(0), attribute.or(""),
                () -> instances.userData(id)));
        return 0;
    }
}
