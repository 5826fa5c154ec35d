package dev.slipway.launcher.cli.endpoint;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.ec2.credential.AccessKeys;

/** {@code slipway credentials create}, IAM's CreateAccessKey. */
final class CredentialsCreate extends Verb {

    CredentialsCreate() {
        super("create", "Make an access key for an account, and show its secret.");
        example("slipway credentials create", "Whoever has it acts as you on the endpoint.");
        example("slipway credentials create --account 123456789012", "As another account.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(AccessKeyView.created(
                new AccessKeys(invocation.settings().home()).create(invocation.settings().account())));
        return 0;
    }
}
