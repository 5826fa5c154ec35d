package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.fleet.file.FleetReader;

/** {@code slipway fleet schema}. */
final class FleetSchema extends Verb {

    FleetSchema() {
        super("schema", "Print the JSON schema of fleet files, for editors.");
        example("slipway fleet schema >fleet.schema.json", "What an editor completes words by.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.stdout().print(FleetReader.schema().text());
        return 0;
    }
}
