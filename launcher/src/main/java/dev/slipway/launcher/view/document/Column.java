package dev.slipway.launcher.view.document;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A column of a table.
 *
 * @param heading what stands above it
 * @param cell finds its text in a row's JSON
 * @param whole whether it keeps its width on a narrow terminal, as what will be typed again has to
 */
public record Column(String heading, Cell cell, boolean whole) {

    /** A column that is clipped on a narrow terminal. */
    public Column(String heading, Cell cell) {
        this(heading, cell, false);
    }

    /** Finds a column's text in a row; an empty text where there is none. */
    @FunctionalInterface
    public interface Cell {
        /** The text for this row. */
        String text(JsonNode row);
    }

    /** The column that shows the id at this path of keys, always whole. */
    public static Column id(String heading, String... path) {
        return new Column(heading, at(heading, path).cell(), true);
    }

    /** The column that shows what this path of keys leads to. */
    public static Column at(String heading, String... path) {
        return new Column(heading, row -> {
            JsonNode node = row;
            for (String key : path) {
                node = node.path(key);
            }
            return Cells.text(node);
        });
    }

    /** The column that shows the tag with this key. */
    public static Column tag(String heading, String key) {
        return new Column(heading, row -> {
            for (JsonNode tag : row.path("Tags")) {
                if (tag.path("Key").asText().equals(key)) {
                    return Cells.text(tag.path("Value"));
                }
            }
            return "";
        });
    }
}
