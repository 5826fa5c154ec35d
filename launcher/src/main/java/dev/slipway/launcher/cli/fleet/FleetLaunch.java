package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.fleet.FleetResult;
import dev.slipway.launcher.fleet.file.FleetFile;

/** {@code slipway fleet launch}. */
final class FleetLaunch extends FleetVerb {

    private final Option<ProgressWord> progress = option("--progress", "WORD",
            Values.oneOf(ProgressWord.ALL, ProgressWord::word), ProgressWord.HELP);

    FleetLaunch() {
        super("launch", "Have a fleet as its file says: start, replace and end members, until all are ready.");
        example("slipway fleet launch shop.yaml", "A second time, it changes nothing.");
        example("slipway fleet launch shop.yaml --progress json", "An event a line on standard error, for scripts.");
    }

    @Override
    public int run(Invocation invocation) {
        FleetFile file = fleetFile(invocation);
        FleetResult result;
        try (FleetDisplay display = FleetDisplay.on(invocation, progress.or(ProgressWord.AUTO))) {
            result = invocation.services().fleets().launch(file, invocation.progress(), display);
        }
        invocation.output().print(MemberView.members(result.members()));
        result.warnings().forEach(invocation::note);
        return 0;
    }
}
