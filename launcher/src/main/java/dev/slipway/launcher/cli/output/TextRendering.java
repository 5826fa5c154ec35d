package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.view.document.JsonRendering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tab-separated lines by the rules of the AWS CLI's {@code --output text}: scalars of one object share a line, sorted
 * by key; nested objects follow on lines of their own that begin with their key in capitals.
 * See https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html.
 */
final class TextRendering {

    private final StringBuilder text = new StringBuilder();

    private TextRendering() {
    }

    static String of(JsonNode node) {
        TextRendering rendering = new TextRendering();
        rendering.any(null, node, null);
        return rendering.text.toString();
    }

    /** {@code columns}: the keys every object of a list has a field for, so that the fields line up; null: its own. */
    private void any(String title, JsonNode node, Collection<String> columns) {
        if (node.isObject()) {
            object(title, node, columns);
        } else if (node.isArray()) {
            array(title, node);
        } else {
            text.append(scalar(node)).append('\n');
        }
    }

    private void object(String title, JsonNode node, Collection<String> columns) {
        Map<String, JsonNode> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            fields.put(field.getKey(), field.getValue());
        }
        List<String> line = new ArrayList<>();
        for (String key : columns == null ? scalarKeys(List.of(node)) : columns) {
            JsonNode value = fields.remove(key);
            line.add(value == null ? "" : value.isValueNode() ? scalar(value) : JsonRendering.compact(value));
        }
        line(title, line);
        fields.forEach((key, value) -> any(key, value, null));
    }

    private void array(String title, JsonNode node) {
        List<JsonNode> nested = new ArrayList<>();
        List<String> scalars = new ArrayList<>();
        boolean objects = false;
        for (JsonNode element : node) {
            objects |= element.isObject();
            if (element.isValueNode()) {
                scalars.add(scalar(element));
            } else {
                nested.add(element);
            }
        }
        if (title == null) {
            line(null, scalars);
        } else {
            scalars.forEach(value -> line(title, List.of(value)));
        }
        Collection<String> columns = objects ? scalarKeys(nested) : null;
        for (JsonNode element : nested) {
            any(title, element, element.isObject() ? columns : null);
        }
    }

    private void line(String title, List<String> values) {
        if (!values.isEmpty()) {
            text.append(title == null ? "" : title.toUpperCase(Locale.ROOT) + "\t");
            text.append(String.join("\t", values)).append('\n');
        }
    }

    private static Collection<String> scalarKeys(List<JsonNode> nodes) {
        Collection<String> keys = new TreeSet<>();
        for (JsonNode node : nodes) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (field.getValue().isValueNode()) {
                    keys.add(field.getKey());
                }
            }
        }
        return keys;
    }

    /** As Python prints it, because that is what scripts for the AWS CLI look for. */
    private static String scalar(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> node.booleanValue() ? "True" : "False";
            case NULL, MISSING -> "None";
            case STRING, NUMBER, BINARY, POJO, OBJECT, ARRAY -> Printable.line(node.asText());
        };
    }
}
