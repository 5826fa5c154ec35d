package dev.slipway.launcher.view.document;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON as the AWS CLI lays it out: four spaces, one value a line. Written by hand because Jackson's own way to text
 * starts its whole object mapper, which costs a cold process a tenth of its time.
 */
public final class JsonRendering {

    private static final String STEP = "    ";

    private final StringBuilder text = new StringBuilder();
    private final boolean pretty;

    private JsonRendering(boolean pretty) {
        this.pretty = pretty;
    }

    /** As people read it, a line break at the end. */
    public static String pretty(JsonNode node) {
        JsonRendering rendering = new JsonRendering(true);
        rendering.value(node, "\n");
        return rendering.text.append('\n').toString();
    }

    /** On one line. */
    public static String compact(JsonNode node) {
        JsonRendering rendering = new JsonRendering(false);
        rendering.value(node, "");
        return rendering.text.toString();
    }

    private void value(JsonNode node, String newLine) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, newLine);
            case ARRAY -> array(node, newLine);
            case STRING -> string(node.textValue());
            case NUMBER, BOOLEAN, NULL -> text.append(node.asText());
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
        }
    }

    private void object(JsonNode node, String newLine) {
        String inner = pretty ? newLine + STEP : "";
        text.append('{');
        String separator = inner;
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            text.append(separator);
            string(field.getKey());
            text.append(pretty ? ": " : ":");
            value(field.getValue(), inner);
            separator = "," + inner;
        }
        text.append(node.isEmpty() ? "" : newLine).append('}');
    }

    private void array(JsonNode node, String newLine) {
        String inner = pretty ? newLine + STEP : "";
        text.append('[');
        String separator = inner;
        for (JsonNode element : node) {
            text.append(separator);
            value(element, inner);
            separator = "," + inner;
        }
        text.append(node.isEmpty() ? "" : newLine).append(']');
    }

    private void string(String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }
}
