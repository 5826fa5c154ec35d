package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.access.ConsoleOutput;

/** What a guest printed, in the shape of EC2's GetConsoleOutput. */
public final class ConsoleView {

    private ConsoleView() {
    }

    /**
     * The document.
     *
     * @param text the output: as it is for people, in base64 for clients of the Query protocol
     */
    public static ObjectNode of(ConsoleOutput output, String text) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("InstanceId", output.instanceId().value());
        output.timestamp().ifPresent(time -> document.put("Timestamp", Timestamp.format(time)));
        return document.put("Output", text);
    }
}
