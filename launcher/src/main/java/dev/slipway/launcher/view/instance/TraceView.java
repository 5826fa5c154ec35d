package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.Trace;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;

/** Where the time of a launch or a start went. */
public final class TraceView {

    private TraceView() {
    }

    /** The phases of an instance. */
    public static Answer of(Instance instance) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("InstanceId", instance.instanceId().value());
        document.set("Phases", phases(instance.trace()));
        return Answer.list(document, "Phases", Column.at("PHASE", "Phase"), Column.at("AT (ms)", "StartMillis"),
                Column.at("TOOK (ms)", "Millis"));
    }

    /** The phases themselves. */
    public static ArrayNode phases(Trace trace) {
        ArrayNode phases = JsonNodeFactory.instance.arrayNode();
        for (Trace.Phase phase : trace.phases()) {
            phases.addObject()
                    .put("Phase", phase.name())
                    .put("StartMillis", phase.startMillis())
                    .put("Millis", phase.millis());
        }
        return phases;
    }
}
