package dev.slipway.launcher.cli.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.run.FleetEvent;
import java.time.Instant;

/** A JSON document a line for each thing that happens, for scripts. */
final class FleetJsonLines implements FleetDisplay {

    private final Invocation invocation;

    FleetJsonLines(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public synchronized void begins(FleetPlan plan) {
        invocation.draw(JsonNodeFactory.instance.objectNode().put("Time", Timestamp.format(Instant.now()))
                .put("Event", "begun").put("Fleet", plan.file().name()).put("Steps", plan.steps().size()) + "\n");
    }

    @Override
    public synchronized void trouble(String sentence) {
        invocation.draw(JsonNodeFactory.instance.objectNode().put("Time", Timestamp.format(Instant.now()))
                .put("Event", "trouble").put("Message", sentence) + "\n");
    }

    @Override
    public synchronized void happened(FleetEvent event) {
        invocation.draw(json(event) + "\n");
    }

    static ObjectNode json(FleetEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("Time", Timestamp.format(event.time()))
                .put("Member", event.member()).put("Event", event.what().word());
        event.instance().ifPresent(id -> json.put("InstanceId", id.value()));
        if (!event.detail().isEmpty()) {
            json.put("Detail", event.detail());
        }
        event.error().ifPresent(error -> json.put("Code", error.code().code())
                .put("ExitCode", error.code().exit().number()).put("Message", error.getMessage()));
        return json;
    }

    @Override
    public void close() {
        // Every line ends with a line break: nothing is in the way.
    }
}
