package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.attribute.BootAttribute;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.List;

/** {@code slipway instance reset}: EC2's ResetInstanceAttribute. */
final class InstanceReset extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");
    private final Option<BootAttribute> attribute = requiredOption("--attribute", "ATTRIBUTE",
            Values.oneOf(List.of(BootAttribute.values()), BootAttribute::ec2Name), "Which one: kernel or ramdisk.");

    InstanceReset() {
        super("reset", "Give a stopped paravirtual instance the kernel or ramdisk of its image again.");
        example("slipway instance reset i-0123456789abcdef0 --attribute kernel", "Whatever instance modify gave it.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.instances().reset(id.required(), attribute.required());
        return 0;
    }
}
