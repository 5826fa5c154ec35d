package dev.slipway.launcher.imds;

import java.util.Map;
import java.util.TreeMap;

/** What the metadata service counts, in Prometheus's text format. */
final class MetadataFigures {

    private final Map<Integer, Long> answers = new TreeMap<>();
    private long refused;

    synchronized void answered(int status) {
        answers.merge(status, 1L, Long::sum);
    }

    /** A connection was let go of at once. */
    synchronized void refused() {
        refused++;
    }

    synchronized String text(int bridges) {
        StringBuilder text = new StringBuilder();
        text.append("# HELP slipway_metadata_requests_total Requests to the instance metadata service by status.\n")
                .append("# TYPE slipway_metadata_requests_total counter\n");
        answers.forEach((status, number) ->
                text.append("slipway_metadata_requests_total{status=\"").append(status).append("\"} ").append(number).append('\n'));
        text.append("# HELP slipway_metadata_refused_connections_total Connections beyond what is served at a time.\n")
                .append("# TYPE slipway_metadata_refused_connections_total counter\n")
                .append("slipway_metadata_refused_connections_total ").append(refused).append('\n');
        text.append("# HELP slipway_metadata_bridges Bridges whose guests reach the instance metadata service.\n")
                .append("# TYPE slipway_metadata_bridges gauge\n")
                .append("slipway_metadata_bridges ").append(bridges).append('\n');
        return text.toString();
    }
}
