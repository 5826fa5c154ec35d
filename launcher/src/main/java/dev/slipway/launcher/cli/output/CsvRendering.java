package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.view.document.Cells;
import dev.slipway.launcher.view.document.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a table as RFC 4180 has them, for spreadsheets: fields with commas, quotes or line breaks are quoted, lines
 * end with CR and LF. A text that a spreadsheet would run as a formula gets an apostrophe in front, which OWASP's page on
 * CSV injection advises: names and tags are other people's words.
 */
final class CsvRendering {

    private static final String LINE_END = "\r\n";

    private CsvRendering() {
    }

    /** The rows with these columns; without columns, the one row under its keys. */
    static String of(JsonNode rows, List<Column> columns) {
        if (columns.isEmpty()) {
            return of(rows);
        }
        StringBuilder text = new StringBuilder();
        List<String> line = new ArrayList<>();
        columns.forEach(column -> line.add(column.heading()));
        add(text, line);
        for (JsonNode row : rows) {
            line.clear();
            columns.forEach(column -> line.add(column.cell().text(row)));
            add(text, line);
        }
        return text.toString();
    }

    /** One row of several that come one after the other, the first one under the headings. */
    static String of(JsonNode row, List<Column> columns, boolean first) {
        StringBuilder text = new StringBuilder();
        List<String> line = new ArrayList<>();
        if (first) {
            columns.forEach(column -> line.add(column.heading()));
            add(text, line);
            line.clear();
        }
        columns.forEach(column -> line.add(column.cell().text(row)));
        add(text, line);
        return text.toString();
    }

    /** Whatever a query left: a list of objects under all of their keys, an object under its own, else values alone. */
    static String of(JsonNode node) {
        List<JsonNode> rows = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(rows::add);
        } else if (!node.isNull()) {
            rows.add(node);
        }
        Set<String> keys = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            for (Map.Entry<String, JsonNode> field : row.properties()) {
                keys.add(field.getKey());
            }
        }
        StringBuilder text = new StringBuilder();
        if (!keys.isEmpty()) {
            add(text, List.copyOf(keys));
        }
        for (JsonNode row : rows) {
            List<String> line = new ArrayList<>();
            if (!keys.isEmpty()) {
                keys.forEach(key -> line.add(Cells.text(row.path(key))));
            } else if (row.isArray()) {
                row.forEach(cell -> line.add(Cells.text(cell)));
            } else {
                line.add(Cells.text(row));
            }
            add(text, line);
        }
        return text.toString();
    }

    private static void add(StringBuilder text, List<String> fields) {
        String comma = "";
        for (String field : fields) {
            text.append(comma).append(field(field));
            comma = ",";
        }
        text.append(LINE_END);
    }

    private static String field(String value) {
        String safe = isFormula(value) ? "'" + value : value;
        if (safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0) {
            return safe;
        }
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    /** A lone dash is how we write that there is nothing, and runs nowhere. */
    private static boolean isFormula(String value) {
        return value.length() > 1 && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0
                || value.length() == 1 && "=+@\t\r\n".indexOf(value.charAt(0)) >= 0;
    }
}
