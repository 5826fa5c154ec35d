package dev.slipway.launcher.cli.access;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.record.InstanceId;

/** {@code slipway instance ssh}: ssh that finds address, port, user, key and host key by itself. */
public final class InstanceSsh extends SshVerb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");
    private final Argument<String> words = arguments("COMMAND", 0, Argument.ANY, Values.TEXT,
            "Behind --, a command line for the guest's shell, as ssh takes it; a shell to type in unless given.");
    private final Flag terminal = flag("--tty", "Give the command a terminal.");

    public InstanceSsh() {
        super("ssh", "Log in to an instance by ssh, as soon as it answers.", "--timeout");
        example("slipway instance ssh i-0123456789abcdef0", "A shell in the guest.");
        example("slipway instance ssh i-0123456789abcdef0 -- 'df -h / | tail -1'", "A command line, with its exit code.");
        example("slipway instance ssh i-0123456789abcdef0 --user debian --identity ci.pem", "As somebody else.");
    }

    @Override
    public int run(Invocation invocation) {
        SshRequest request = sshRequest(invocation);
        noteMissingKey(invocation, id.required(), request);
        return invocation.instances().access().ssh(id.required(), request, words.values(), terminal.given());
    }
}
