package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.output.Printable;
import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.plan.Step;
import dev.slipway.launcher.fleet.run.FleetEvent;
import dev.slipway.launcher.fleet.run.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A table of the members that is drawn again whenever something happens, and each second. */
final class FleetTable implements FleetDisplay {

    /** What is sure to be on the terminal at once; of more members, those that are done are told by their number. */
    private static final int MOST_ROWS = 18;
    private static final int SHORT = 14;
    private static final String UP = "\u001b[%dF";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final Invocation invocation;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "fleet table");
        thread.setDaemon(true);
        return thread;
    });
    private int drawn;

    FleetTable(Invocation invocation) {
        this.invocation = invocation;
        clock.scheduleWithFixedDelay(this::draw, 1, 1, TimeUnit.SECONDS);
    }

    /** A member, since when it is in its state, and when that ended to matter. */
    private record Row(String state, String stage, Instant since, boolean done) {
    }

    @Override
    public synchronized void begins(FleetPlan plan) {
        for (Step step : plan.steps()) {
            rows.put(step.member(), new Row("to " + step.action().word(), step.reason(), Instant.now(), false));
        }
        draw();
    }

    @Override
    public synchronized void console(String member, String text) {
        Row row = rows.get(member);
        String last = text.strip();
        if (row != null && !row.done() && !last.isEmpty()) {
            rows.put(member, new Row(row.state(), last.substring(last.lastIndexOf('\n') + 1), row.since(), false));
        }
    }

    @Override
    public synchronized void happened(FleetEvent event) {
        Row before = rows.get(event.member());
        boolean done = switch (event.what()) {
            case READY, FAILED, ENDED, RETURNED -> true;
            case STARTING, BOOTING, STOPPING, ENDING, LOST, DEFERRED -> false;
        };
        // What a member takes until it is ready counts from its start.
        Instant since = before != null && event.what() != Happening.STARTING && !before.state().startsWith("to ")
                ? before.since() : event.time();
        rows.put(event.member(), new Row(event.what().word() + (done ? " after " + seconds(since, event.time()) : ""),
                event.detail(), since, done));
        draw();
    }

    private synchronized void draw() {
        if (rows.isEmpty()) {
            return;
        }
        List<String> lines = lines();
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : String.format(UP, drawn));
        lines.forEach(line -> text.append(Printable.clip(line, invocation.columns() - 1)).append(REST_OF_LINE).append('\n'));
        invocation.draw(text.append(REST_OF_SCREEN).toString());
        drawn = lines.size();
    }

    private List<String> lines() {
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        Map<String, Integer> leftOut = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Row> each : rows.entrySet()) {
            Row row = each.getValue();
            if (rows.size() > MOST_ROWS && (row.done() || row.state().startsWith("to ") || lines.size() > SHORT)) {
                leftOut.merge(row.state().replaceAll(" after .*", ""), 1, Integer::sum);
            } else {
                String time = row.done() || row.state().startsWith("to ") ? "" : seconds(row.since(), Instant.now());
                lines.add(String.format("%-" + width + "s  %-18s %6s  %s", each.getKey(), row.state(), time,
                        Printable.line(row.stage())));
            }
        }
        leftOut.forEach((state, count) -> lines.add(count + " more: " + state));
        return lines;
    }

    private static String seconds(Instant from, Instant to) {
        return String.format("%.1f s", Duration.between(from, to).toMillis() / 1000.0);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        draw();
    }
}
