package dev.slipway.launcher.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.history.EventKind;
import dev.slipway.launcher.instance.history.InstanceEvent;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/**
 * Events in the shape that EventBridge gives
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instance-state-changes.html">EC2's</a>; what EC2
 * has no event for has the same shape and another {@code detail-type}.
 */
final class EventView {

    static final List<Column> COLUMNS = List.of(
            Column.at("TIME", "time"),
            Column.id("INSTANCE", "detail", "instance-id"),
            Column.at("STATE", "detail", "state"),
            new Column("WHAT", EventView::what),
            Column.at("REASON", "detail", "reason", "code"),
            Column.at("BY", "detail", "command"));

    /** As wide as a time, an id, the longest state, and what is usual of the others. */
    static final List<Integer> WIDTHS = List.of(24, 19, 13, 28, 32, 18);

    private final String region;

    EventView(String region) {
        this.region = region;
    }

    ObjectNode of(InstanceEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", "0");
        if (event.sequence() > 0) {
            json.put("id", Long.toString(event.sequence()));
        }
        json.put("detail-type", type(event.kind()));
        json.put("source", "slipway");
        json.put("account", event.ownerId().value());
        json.put("time", Timestamp.format(event.time()));
        json.put("region", region);
        json.putArray("resources").add(
                "arn:aws:ec2:" + region + ":" + event.ownerId() + ":instance/" + event.instanceId());
        json.set("detail", detail(event));
        return json;
    }

    private static ObjectNode detail(InstanceEvent event) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("instance-id", event.instanceId().value());
        detail.put("state", event.state().ec2Name());
        event.previous().ifPresent(previous -> detail.put("previous-state", previous.ec2Name()));
        if (event.kind() != EventKind.STATE) {
            detail.put("event", event.kind().word());
        }
        event.detail().ifPresent(text -> detail.put("message", text));
        event.reason().ifPresent(reason ->
                detail.putObject("reason").put("code", reason.code()).put("message", reason.message()));
        event.actor().ifPresent(actor -> detail.put("command", actor.command()).put("user", actor.user()));
        return detail;
    }

    private static String type(EventKind kind) {
        return switch (kind) {
            case STATE -> "EC2 Instance State-change Notification";
            case ATTRIBUTE -> "Slipway Instance Attribute Change";
            case VOLUME_ATTACHED, VOLUME_DETACHED -> "Slipway Instance Volume Change";
            case FLEET -> "Slipway Instance Fleet Change";
            case REBOOT -> "Slipway Instance Reboot";
            case AGENT -> "Slipway Instance Agent";
            case DISK_ERROR -> "Slipway Instance Disk Error";
        };
    }

    private static String what(JsonNode row) {
        String previous = row.path("detail").path("previous-state").asText();
        String event = row.path("detail").path("event").asText();
        String message = row.path("detail").path("message").asText();
        if (!event.isEmpty()) {
            return (event + " " + message).strip();
        }
        return previous.isEmpty() ? "launched" : "was " + previous;
    }
}
