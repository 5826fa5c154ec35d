package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.fleet.run.FleetEvent;
import dev.slipway.launcher.fleet.run.FleetListener;

/** Shows on standard error what happens to a fleet. */
interface FleetDisplay extends FleetListener, AutoCloseable {

    /** The one that suits. */
    static FleetDisplay on(Invocation invocation, ProgressWord word) {
        return switch (word) {
            case AUTO -> invocation.isInteractive() ? new FleetTable(invocation) : new FleetLines(invocation);
            case LINES -> new FleetLines(invocation);
            case JSON -> new FleetJsonLines(invocation);
            case NONE -> new Silent();
        };
    }

    @Override
    void close();

    /** Shows nothing. */
    final class Silent implements FleetDisplay {

        @Override
        public void happened(FleetEvent event) {
            // Nobody wants to know.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
