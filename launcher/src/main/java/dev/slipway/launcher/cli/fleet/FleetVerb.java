package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.wait.GoalText;
import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.fleet.file.FleetReader;
import dev.slipway.launcher.fleet.file.FleetWords;
import dev.slipway.launcher.service.NetworkText;
import java.nio.file.Path;

/** A command that reads the file of a fleet. */
abstract class FleetVerb extends Verb {

    private final Argument<Path> file = argument("FILE", Values.PATH,
            "The file that describes the fleet, YAML or JSON; see: slipway fleet init.");

    FleetVerb(String name, String summary) {
        super(name, summary);
    }

    /** The file. Throws InvalidDocument. */
    final FleetFile fleetFile(Invocation invocation) {
        return new FleetReader(new FleetWords(GoalText::read, GoalText::deadline, NetworkText::interfaces,
                invocation.settings().timeout(), invocation.settings().silence())).read(file.required());
    }
}
