package dev.slipway.launcher.cli.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.access.CommandOutcome;
import dev.slipway.launcher.instance.access.CommandRequest;
import dev.slipway.launcher.instance.access.Way;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.settings.Setting;
import dev.slipway.launcher.view.document.Answer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** {@code slipway instance exec}: one command in a guest, by its agent or by ssh. */
public final class InstanceExec extends SshVerb {

    /** Nobody waits longer, and a program may run as long as it likes. */
    private static final Duration ANY_TIME = Duration.ofDays(365);

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");
    private final Argument<String> words = arguments("COMMAND", 1, Argument.ANY, Values.TEXT,
            "Behind --, a program and its arguments, which arrive as they are.");
    private final Flag agent = flag("--agent", "By the guest's agent only: as root, without a network.");
    private final Flag bySsh = flag("--ssh", "By ssh only. Unless one is given, by what answers first, the agent before ssh.");
    private final Flag stdin = flag("--stdin", "Let the command read standard input; it has nothing to read otherwise.");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long the command may take (any time).");

    public InstanceExec() {
        super("exec", "Run a command in an instance, and end with its exit code.", "--wait");
        example("slipway instance exec i-0123456789abcdef0 -- uname -r", "By the guest's agent, else by ssh.");
        example("slipway instance exec i-0123456789abcdef0 -- sh -c 'cd /srv && ls'", "A shell takes the line apart.");
        example("slipway instance exec i-0123456789abcdef0 -o json -- id", "Output and exit code as a document.");
        example("slipway instance exec i-0123456789abcdef0 --stdin -- tee /etc/motd <motd", "With something to read.");
    }

    @Override
    public int run(Invocation invocation) {
        // A pipe gets the command's own output, not a document, unless that is asked for.
        boolean document = "json".equals(global().settings().get(Setting.OUTPUT));
        Optional<InputStream> input = stdin.given() ? Optional.of(System.in) : Optional.empty();
        CommandOutcome outcome = invocation.instances().access().exec(id.required(), new CommandRequest(words.values(),
                WayFlags.way(agent, bySsh), sshRequest(invocation), input, document, timeout.or(ANY_TIME)));
        if (document) {
            invocation.output().print(answer(outcome));
            return outcome.exit();
        }
        invocation.stdout().write(outcome.stdout(), outcome.stdout().length);
        invocation.echo(new String(outcome.stderr(), StandardCharsets.ISO_8859_1));
        if (outcome.truncated()) {
            invocation.note("the guest's agent cut the output off; --ssh takes any amount");
        }
        return outcome.exit();
    }

    /** The part of SSM's GetCommandInvocation that has a meaning here: EC2 itself runs no commands. */
    private static Answer answer(CommandOutcome outcome) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("InstanceId", outcome.instanceId().value());
        document.put("ResponseCode", outcome.exit());
        document.put("Status", outcome.exit() == 0 ? "Success" : "Failed");
        document.put("StandardOutputContent", outcome.stdoutText());
        document.put("StandardErrorContent", outcome.stderrText());
        document.putObject("Slipway").put("Way", outcome.way().word()).put("Truncated", outcome.truncated());
        return Answer.of(document);
    }
}
