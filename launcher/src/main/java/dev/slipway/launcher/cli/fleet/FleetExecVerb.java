package dev.slipway.launcher.cli.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.cli.access.SshVerb;
import dev.slipway.launcher.cli.access.WayFlags;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.fleet.FleetExec;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.access.CommandRequest;
import dev.slipway.launcher.settings.Setting;
import dev.slipway.launcher.view.document.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code slipway fleet exec}. */
final class FleetExecVerb extends SshVerb {

    private static final Duration ANY_TIME = Duration.ofDays(365);

    private final Argument<String> fleet = argument("FLEET", Values.TEXT, "The fleet's name.");
    private final Argument<String> words = arguments("COMMAND", 1, Argument.ANY, Values.TEXT,
            "Behind --, a program and its arguments, which arrive as they are.");
    private final Option<String> groups = options("--group", "GROUP", Values.TEXT, "Only members of this group. Repeatable.");
    private final Flag agent = flag("--agent", "By the guests' agents only: as root, without a network.");
    private final Flag bySsh = flag("--ssh", "By ssh only. Unless one is given, by what answers first, the agent before ssh.");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long the command may take in each (any time).");

    FleetExecVerb() {
        super("exec", "Run a command in all members of a fleet at once, and end with the worst exit code.", "--wait");
        example("slipway fleet exec shop -- uptime", "Each line begins with the member's name.");
        example("slipway fleet exec shop --group web -- sh -c 'systemctl restart nginx'", "In one group.");
        example("slipway fleet exec shop -o json -- id", "Output and exit codes as a document.");
    }

    @Override
    public int run(Invocation invocation) {
        boolean document = "json".equals(global().settings().get(Setting.OUTPUT));
        List<Member> members = FleetMembers.ofGroups(
                invocation.services().fleets().members(fleet.required()), groups.values());
        List<FleetExec.Result> results = FleetExec.run(members, invocation.instances().access(),
                new CommandRequest(words.values(), WayFlags.way(agent, bySsh), sshRequest(invocation), Optional.empty(), true,
                        timeout.or(ANY_TIME)),
                result -> show(invocation, result, document));
        if (document) {
            invocation.output().print(answer(results));
        }
        long failed = results.stream().filter(result -> result.exit() != 0).count();
        invocation.note(results.size() - failed + " of " + results.size() + " succeeded");
        return results.stream().mapToInt(FleetExec.Result::exit).max().orElse(0);
    }

    private static synchronized void show(Invocation invocation, FleetExec.Result result, boolean document) {
        String name = result.member().name();
        if (!document) {
            result.outcome().ifPresent(outcome -> {
                byte[] lines = prefixed(name, outcome.stdout()).getBytes(StandardCharsets.ISO_8859_1);
                invocation.stdout().write(lines, lines.length);
                invocation.echo(prefixed(name, outcome.stderr()));
            });
        }
        result.error().ifPresent(error -> invocation.note(name + ": " + error.code().code() + ": " + error.getMessage()));
        if (result.exit() != 0 && result.outcome().isPresent()) {
            invocation.note(name + ": ended with " + result.exit());
        }
    }

    /** Latin-1, as it was read: every byte of the guest's comes out as it went in. */
    static String prefixed(String name, byte[] output) {
        StringBuilder lines = new StringBuilder();
        for (String line : new String(output, StandardCharsets.ISO_8859_1).split("\n")) {
            if (output.length > 0) {
                lines.append(name).append(": ").append(line).append('\n');
            }
        }
        return lines.toString();
    }

    private static Answer answer(List<FleetExec.Result> results) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Members");
        for (FleetExec.Result result : results) {
            ObjectNode json = list.addObject().put("Member", result.member().name())
                    .put("InstanceId", result.member().id().value()).put("ResponseCode", result.exit())
                    .put("Status", result.exit() == 0 ? "Success" : "Failed");
            result.outcome().ifPresent(outcome -> json.put("StandardOutputContent", outcome.stdoutText())
                    .put("StandardErrorContent", outcome.stderrText()));
            result.error().ifPresent(error -> json.put("Code", error.code().code()).put("Message", error.getMessage()));
        }
        return Answer.of(document);
    }
}
