package dev.slipway.launcher.cli.fleet;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.fleet.file.FleetFile;

/** {@code slipway fleet watch}. */
final class FleetWatchVerb extends FleetVerb {

    private final Option<ProgressWord> progress = option("--progress", "WORD",
            Values.oneOf(ProgressWord.ALL, ProgressWord::word), ProgressWord.HELP);

    FleetWatchVerb() {
        super("watch", "Replace members that end or fail, as an auto-scaling group does, until Ctrl-C or SIGTERM.");
        example("slipway fleet watch shop.yaml --progress lines", "The fleet runs on when this ends.");
    }

    @Override
    public int run(Invocation invocation) {
        FleetFile file = fleetFile(invocation);
        try (FleetDisplay display = FleetDisplay.on(invocation, progress.or(ProgressWord.AUTO))) {
            invocation.services().fleets().watch(file, invocation.progress(), display);
        } catch (SlipwayException e) {
            if (e.code() != HostError.INTERRUPTED) {
                throw e;
            }
            invocation.note("the fleet '" + file.name() + "' is watched no longer; it runs on");
        }
        return 0;
    }
}
