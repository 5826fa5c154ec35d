package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.securitygroup.GroupRequest;
import dev.slipway.launcher.view.access.SecurityGroupView;

/** {@code slipway security-group create}, EC2's CreateSecurityGroup. */
final class SecurityGroupCreate extends Verb {

    private final Argument<String> name = argument("NAME", Values.TEXT, "What the group is called, at most 255 characters.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT, "What it is for (its name).");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG, "A tag. Repeatable.");
    private final Flag dryRun = flag("--dry-run", "Check everything, make nothing.");

    SecurityGroupCreate() {
        super("create", "Make a security group; it lets everything out and nothing in.");
        example("slipway security-group create web --description 'The web servers'", "A group without ingress rules.");
        example("slipway security-group authorize-ingress web --protocol tcp --port 80 --cidr 0.0.0.0/0", "Open its port 80.");
        example("slipway run web --network nat --security-group web", "Launch an instance in it.");
    }

    @Override
    public int run(Invocation invocation) {
        String text = name.required();
        invocation.output().print(SecurityGroupView.created(invocation.services().securityGroups().create(
                new GroupRequest(text, description.or(text), tags.values(), dryRun.given()))));
        return 0;
    }
}
