package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.databind.JsonNode;

/** What a table's cell shows of a JSON value. */
final class Cells {

    private Cells() {
    }

    /** A scalar as its text, nothing as nothing, anything nested as compact JSON. */
    static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isValueNode() ? node.asText() : JsonRendering.compact(node);
    }
}
