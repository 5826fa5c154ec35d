package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.access.SecurityGroupView;

/** {@code slipway security-group delete}, EC2's DeleteSecurityGroup. */
final class SecurityGroupDelete extends Verb {

    private final Argument<String> reference = argument("GROUP", Values.TEXT, "The group's name or id.");
    private final Flag dryRun = flag("--dry-run", "Check everything, delete nothing.");

    SecurityGroupDelete() {
        super("delete", "Delete a security group that nobody is in and no other group's rules name.");
        example("slipway security-group delete web", "Refused while an instance is in it.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(SecurityGroupView.deleted(
                invocation.services().securityGroups().delete(reference.required(), dryRun.given())));
        return 0;
    }
}
