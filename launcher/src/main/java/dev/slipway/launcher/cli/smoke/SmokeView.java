package dev.slipway.launcher.cli.smoke;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.smoke.CaseResult;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;
import java.util.Map;

/** Results of a smoke test. EC2 has nothing like it, so the shape is our own. */
final class SmokeView {

    private static final String CASES = "Cases";

    private SmokeView() {
    }

    static Answer of(List<CaseResult> results) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode cases = document.putArray(CASES);
        results.forEach(result -> cases.add(node(result)));
        return Answer.list(document, CASES, Column.at("CASE", "Name"), Column.at("RESULT", "Result"),
                Column.at("STAGE", "Stage"), Column.at("CODE", "Code"), Column.at("TOOK (ms)", "Millis"));
    }

    private static ObjectNode node(CaseResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("Name", result.smokeCase().name()).put("Result", result.passed() ? "passed" : "failed");
        result.instance().ifPresent(instance ->
                node.put("ImageId", instance.imageId().value()).put("InstanceId", instance.instanceId().value()));
        result.verdict().flatMap(Verdict::stage).ifPresent(stage -> node.put("Stage", stage.word()));
        result.error().ifPresent(error -> putError(node, result, error));
        node.put("Millis", result.millis());
        ArrayNode stages = node.putArray("Stages");
        result.verdict().ifPresent(verdict -> {
            for (Map.Entry<Stage, Long> stage : verdict.stages().entrySet()) {
                stages.addObject().put("Stage", stage.getKey().word()).put("Millis", stage.getValue());
            }
        });
        ArrayNode checks = node.putArray("Checks");
        result.checks().forEach((check, millis) -> checks.addObject().put("Check", check.toString()).put("Millis", millis));
        result.artifacts().ifPresent(folder -> node.put("Artifacts", folder.toString()));
        return node;
    }

    private static void putError(ObjectNode node, CaseResult result, SlipwayException error) {
        if (result.verdict().orElse(null) instanceof Verdict.Failed failed) {
            node.put("Missing", failed.missing().toString()).put("Cause", failed.cause().word());
            ArrayNode lines = node.putArray("ConsoleLines");
            failed.lastLines().forEach(lines::add);
        }
        node.put("Code", error.code().code()).put("ExitCode", result.exit()).put("Message", error.getMessage());
    }
}
