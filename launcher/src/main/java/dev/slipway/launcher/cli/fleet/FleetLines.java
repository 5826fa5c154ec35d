package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.fleet.run.FleetEvent;

/** A line for each thing that happens, for logs. */
final class FleetLines implements FleetDisplay {

    private final Invocation invocation;

    FleetLines(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public synchronized void trouble(String sentence) {
        invocation.note(sentence);
    }

    @Override
    public synchronized void happened(FleetEvent event) {
        invocation.note(line(event));
    }

    /** {@code db-1: ready (i-0123456789abcdef0): login}. */
    static String line(FleetEvent event) {
        StringBuilder line = new StringBuilder(event.member()).append(": ").append(event.what().word());
        event.instance().ifPresent(id -> line.append(" (").append(id).append(')'));
        if (event.error().isPresent()) {
            line.append(": ").append(event.error().get().code().code()).append(": ").append(event.error().get().getMessage());
        } else if (!event.detail().isEmpty()) {
            line.append(": ").append(event.detail());
        }
        return line.toString();
    }

    @Override
    public void close() {
        // Every line ends with a line break: nothing is in the way.
    }
}
