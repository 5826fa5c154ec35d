package dev.slipway.launcher.view.document;

import com.fasterxml.jackson.databind.JsonNode;

/** What a table's cell shows of a JSON value. */
public final class Cells {

    private Cells() {
    }

    /** A scalar as its text, nothing as nothing, anything nested as compact JSON. */
    public static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isValueNode() ? node.asText() : JsonRendering.compact(node);
    }
}
