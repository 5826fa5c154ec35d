package dev.slipway.launcher.cli.access;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.keypair.PrivateKeyFiles;
import java.nio.file.Path;
import java.time.Duration;

/** A verb that may log in to a guest by ssh, with the options that say how. */
public abstract class SshVerb extends Verb {

    private final Option<String> user = option("-l,--user", "USER", Values.TEXT,
            "As whom, by ssh; unless given, as the tag slipway:user of the instance or its image says,"
                    + " else as its system's usual user, else root.");
    private final Option<Path> identity = option("-i,--identity", "FILE", Values.PATH,
            "A private key; unless given, that of the instance's key pair in your key folder, else what ssh tries by itself.");
    private final Flag newHostKey = flag("--new-host-key",
            "Forget the guest's host key that was learnt before, for a guest that got a new one.");
    private final Option<Duration> patience;

    /** @param wait the option's name for how long a guest may take to answer */
    protected SshVerb(String name, String summary, String wait) {
        super(name, summary);
        this.patience = option(wait, "TIME", Values.DURATION,
                "How long a guest may take to answer; beyond it the command fails.");
    }

    /** How to log in, as these options and the settings say. */
    protected final SshRequest sshRequest(Invocation invocation) {
        return new SshRequest(user.value(), identity.value(), new PrivateKeyFiles(invocation.settings().keyFolder()),
                newHostKey.given(), patience.or(invocation.settings().timeout()));
    }

    /** Says so when the key of the instance's key pair is not here: what ssh says next is hard to understand without it. */
    static void noteMissingKey(Invocation invocation, InstanceId id, SshRequest request) {
        GuestAccess access = invocation.instances().access();
        if (request.identity().isEmpty() && access.identity(id, request).isEmpty() && access.hasKey(id)) {
            invocation.note("the private key of the instance's key pair is not in " + invocation.settings().keyFolder()
                    + "; --identity FILE names it");
        }
    }
}
