package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.instance.record.InstanceId;

/** {@code slipway instance console}: EC2's GetConsoleOutput, without its encoding. */
final class InstanceConsole extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");

    InstanceConsole() {
        super("console", "Print what an instance printed on its serial console: the last 64 KiB.");
        example("slipway instance console i-0123456789abcdef0", "Since its last start.");
    }

    @Override
    public int run(Invocation invocation) {
        byte[] output = invocation.instances().consoleOutput(id.required());
        invocation.stdout().write(output, output.length);
        return 0;
    }
}
