package dev.slipway.launcher.cli.endpoint;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.ec2.credential.AccessKeys;

/** {@code slipway credentials delete}, IAM's DeleteAccessKey. */
final class CredentialsDelete extends Verb {

    private final Argument<String> id = argument("KEY", Values.TEXT, "The access key's id.");

    CredentialsDelete() {
        super("delete", "Delete an access key; a request that it signs is refused from then on.");
        example("slipway credentials delete AKIAIOSFODNN7EXAMPLE", "A running endpoint knows at once.");
    }

    @Override
    public int run(Invocation invocation) {
        new AccessKeys(invocation.settings().home()).delete(id.required());
        return 0;
    }
}
