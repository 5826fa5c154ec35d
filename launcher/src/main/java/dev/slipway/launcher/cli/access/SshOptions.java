package dev.slipway.launcher.cli.access;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.keypair.PrivateKeyFiles;
import java.nio.file.Path;
import java.time.Duration;

/** The options that say how to log in by ssh, as commands declare them. */
record SshOptions(Option<String> user, Option<Path> identity, Flag newHostKey, Option<Duration> patience) {

    static final String USER = "As whom, by ssh; unless given, as the tag slipway:user of the instance or its image says,"
            + " else as its system's usual user, else root.";
    static final String IDENTITY = "A private key; unless given, that of the instance's key pair in your key folder,"
            + " else what ssh tries by itself.";
    static final String NEW_HOST_KEY = "Forget the guest's host key that was learnt before, for a guest that got a new one.";
    static final String WAIT = "How long a guest may take to answer; beyond it the command fails.";

    SshRequest request(Invocation invocation) {
        return new SshRequest(user.value(), identity.value(), keys(invocation), newHostKey.given(),
                patience.or(invocation.settings().timeout()));
    }

    /** Says so when the key of the instance's key pair is not here: what ssh says next is hard to understand without it. */
    static void noteMissingKey(Invocation invocation, InstanceId id, SshRequest request) {
        GuestAccess access = invocation.instances().access();
        if (request.identity().isEmpty() && access.identity(id, request).isEmpty() && access.hasKey(id)) {
            invocation.note("the private key of the instance's key pair is not in " + invocation.settings().keyFolder()
                    + "; --identity FILE names it");
        }
    }

    private static PrivateKeyFiles keys(Invocation invocation) {
        return new PrivateKeyFiles(invocation.settings().keyFolder());
    }
}
