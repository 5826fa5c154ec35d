package dev.slipway.launcher.cli.endpoint;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.ec2.credential.AccessKeys;

/** {@code slipway credentials list}, IAM's ListAccessKeys. */
final class CredentialsList extends Verb {

    CredentialsList() {
        super("list", "List the access keys, without their secrets.");
        example("slipway credentials list", "Those of every account.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(AccessKeyView.list(new AccessKeys(invocation.settings().home()).list()));
        return 0;
    }
}
