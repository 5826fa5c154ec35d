package dev.slipway.launcher.cli.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.fleet.plan.Fit;
import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.plan.Step;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;

/** A plan, in a shape of Slipway's own. */
final class PlanView {

    private static final String STEPS = "Steps";

    private PlanView() {
    }

    static Answer of(FleetPlan plan) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Fleet", plan.file().name());
        ArrayNode steps = document.putArray(STEPS);
        plan.steps().forEach(step -> put(steps.addObject(), step));
        put(document.putObject("Fit"), plan.fit());
        return Answer.list(document, STEPS, Column.at("ACTION", "Action"), Column.at("MEMBER", "Member"),
                Column.id("INSTANCE", "InstanceId"), Column.id("IMAGE", "ImageId"), Column.at("TYPE", "InstanceType"),
                Column.at("REASON", "Reason"));
    }

    private static void put(ObjectNode json, Step step) {
        json.put("Action", step.action().word()).put("Member", step.member()).put("Group", step.group());
        step.instance().ifPresent(id -> json.put("InstanceId", id.value()));
        step.resolved().ifPresent(group -> json.put("ImageId", group.imageId().value()).put("InstanceType", group.type()));
        json.put("Reason", step.reason());
    }

    private static void put(ObjectNode json, Fit fit) {
        json.put("Fits", fit.fits());
        put(json.putObject("Needed"), fit.needed());
        put(json.putObject("Free"), fit.room().free());
        put(json.putObject("Fleet"), fit.total());
        fit.obstacles().forEach(json.putArray("Obstacles")::add);
        fit.shortage().forEach(json.putArray("Shortage")::add);
    }

    private static void put(ObjectNode json, Load load) {
        json.put("MemoryMiB", load.memoryMib()).put("VCpus", load.vcpus());
    }
}
