package dev.slipway.launcher.cli.access;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.ConsoleOutput;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.settings.Setting;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.instance.ConsoleView;

/** {@code slipway instance console}: EC2's GetConsoleOutput, and its serial console. */
public final class InstanceConsole extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");
    private final Flag follow = flag("--follow", "Go on printing what the guest prints, until it goes off or Ctrl-C.");
    private final Flag attach = flag("--attach", "Type into it, too; Ctrl-] leaves. For one at a time.");
    private final Flag force = flag("--force", "With --attach: throw off whoever is attached.");
    private final Flag latest = flag("--latest", "For scripts that say so: it is always the latest output.");

    public InstanceConsole() {
        super("console", "Show what an instance prints on its serial console, or type into it.");
        example("slipway instance console i-0123456789abcdef0", "The last 64 KiB since its last start; also of one that was terminated.");
        example("slipway instance console i-0123456789abcdef0 --follow", "And what comes, as it comes.");
        example("slipway instance console i-0123456789abcdef0 --attach", "Log in without a network.");
        example("slipway instance console i-0123456789abcdef0 -o json", "As aws ec2 get-console-output answers.");
    }

    @Override
    public int run(Invocation invocation) {
        if (attach.given() && (follow.given() || latest.given()) || force.given() && !attach.given()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "--follow, --attach and --latest exclude each other, and --force is for --attach.");
        }
        GuestAccess access = invocation.instances().access();
        if (attach.given()) {
            return new AttachedConsole(invocation, access, id.required()).run(force.given());
        }
        if (follow.given()) {
            access.followConsole(id.required(), bytes -> invocation.stdout().write(bytes, bytes.length));
            return 0;
        }
        ConsoleOutput output = access.consoleOutput(id.required());
        if ("json".equals(global().settings().get(Setting.OUTPUT))) {
            invocation.output().print(Answer.of(ConsoleView.of(output, output.text())));
        } else {
            invocation.stdout().write(output.output(), output.output().length);
        }
        return 0;
    }
}
