package dev.slipway.launcher.cli.type;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.InstanceTypes;
import dev.slipway.launcher.view.InstanceTypeView;
import java.util.ArrayList;
import java.util.Collection;

/** {@code slipway type list}, EC2's DescribeInstanceTypes. */
final class TypeList extends Verb {

    private final Argument<String> names = arguments("TYPE", 0, Argument.ANY, Values.TEXT,
            "Names of types; all of them where none is given.");

    TypeList() {
        super("list", "List the instance types.");
        example("slipway type list", "All of them, your own included.");
        example("slipway type list --query 'InstanceTypes[?MemoryInfo.SizeInMiB<=`512`].InstanceType' -o text",
                "The names of the small ones.");
    }

    @Override
    public int run(Invocation invocation) {
        InstanceTypes types = new InstanceTypes(invocation.settings().layout().instanceTypes());
        Collection<InstanceType> wanted = names.given() ? new ArrayList<>() : types.all();
        for (String name : names.values()) {
            wanted.add(types.named(name));
        }
        invocation.output().print(InstanceTypeView.list(wanted));
        return 0;
    }
}
