package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway fleet}. */
public final class FleetCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("fleet", "Fleets: groups of alike instances, as a file describes them.",
            () -> List.of(new FleetInit(), new FleetPlanVerb(), new FleetLaunch(), new FleetWatchVerb(), new FleetList(),
                    new FleetExecVerb(), new FleetInventory(), new FleetTerminate(), new FleetSchema()));

    private FleetCommands() {
    }
}
