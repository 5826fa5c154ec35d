package dev.slipway.launcher.ec2.server;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the endpoint counts, in Prometheus's text format. Only names of actions that there are become labels. */
final class Metrics {

    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
    private static final double NANOS = 1e9;

    private final Map<String, Long> requests = new TreeMap<>();
    private final long[] counts = new long[BUCKETS.length];
    private long count;
    private double seconds;

    synchronized void add(Reply reply, Duration took) {
        requests.merge("action=\"" + reply.action() + "\",code=\"" + reply.code().orElse("") + "\"", 1L, Long::sum);
        double time = took.toNanos() / NANOS;
        for (int i = 0; i < BUCKETS.length; i++) {
            counts[i] += time <= BUCKETS[i] ? 1 : 0;
        }
        count++;
        seconds += time;
    }

    synchronized String text() {
        StringBuilder text = new StringBuilder();
        text.append("# HELP slipway_requests_total Requests by action and error code; no code where there was no error.\n")
                .append("# TYPE slipway_requests_total counter\n");
        requests.forEach((labels, number) ->
                text.append("slipway_requests_total{").append(labels).append("} ").append(number).append('\n'));
        text.append("# HELP slipway_request_duration_seconds How long requests took.\n")
                .append("# TYPE slipway_request_duration_seconds histogram\n");
        for (int i = 0; i < BUCKETS.length; i++) {
            bucket(text, Double.toString(BUCKETS[i]), counts[i]);
        }
        bucket(text, "+Inf", count);
        text.append("slipway_request_duration_seconds_sum ").append(String.format(Locale.ROOT, "%.6f", seconds)).append('\n')
                .append("slipway_request_duration_seconds_count ").append(count).append('\n');
        return text.toString();
    }

    private static void bucket(StringBuilder text, String limit, long number) {
        text.append("slipway_request_duration_seconds_bucket{le=\"").append(limit).append("\"} ").append(number).append('\n');
    }
}
