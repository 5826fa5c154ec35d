package dev.slipway.launcher.view.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a command answers: a document in the shape of EC2's own answer, and how a table shows it.
 *
 * @param document what {@code aws ec2} would print
 * @param rows the part of it that is a table's rows
 * @param columns the table's columns; none: each key of a row becomes a line of its own
 */
public record Answer(ObjectNode document, JsonNode rows, List<Column> columns) {

    /** A document with one list, which a table shows with these columns. */
    public static Answer list(ObjectNode document, String key, Column... columns) {
        return new Answer(document, document.path(key), List.of(columns));
    }

    /** A document that a table shows key by key. */
    public static Answer of(ObjectNode document) {
        return new Answer(document, document, List.of());
    }
}
