package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.view.document.Cells;
import dev.slipway.launcher.view.document.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Aligned columns under headings, no wider than the terminal. */
final class TableRendering {

    private static final String GAP = "  ";
    private static final int NARROWEST = 4;

    private TableRendering() {
    }

    /** The rows with these columns; without columns, each key of the one row on a line of its own. */
    static String of(JsonNode rows, List<Column> columns, int width) {
        if (columns.isEmpty()) {
            return of(rows, width);
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(new ArrayList<>());
        for (Column column : columns) {
            lines.get(0).add(column.heading());
        }
        for (JsonNode row : rows) {
            List<String> line = new ArrayList<>(columns.size());
            for (Column column : columns) {
                line.add(Printable.line(column.cell().text(row)));
            }
            lines.add(line);
        }
        Set<Integer> whole = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).whole()) {
                whole.add(i);
            }
        }
        return align(lines, whole, width);
    }

    /** The headings above lines that come one after the other. */
    static String heading(List<Column> columns, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(column.heading()));
        return padded(cells, widths);
    }

    /** One of them. What is wider than its column is shown whole and moves what follows. */
    static String line(JsonNode row, List<Column> columns, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(Printable.line(column.cell().text(row))));
        return padded(cells, widths);
    }

    private static String padded(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i)).append(" ".repeat(Math.max(0, widths.get(i) - Printable.width(cells.get(i)))))
                    .append(GAP);
        }
        return line.toString().stripTrailing() + "\n";
    }

    /**
     * Whatever a query left: objects under their keys, lists as rows, an object value by value, a scalar as it is.
     * Values of one object are never clipped: whoever asked for one wants to see all of it.
     */
    static String of(JsonNode node, int width) {
        if (node.isObject()) {
            List<List<String>> lines = new ArrayList<>();
            flatten("", node, lines);
            return align(lines, Set.of(0, 1), width);
        }
        if (!node.isArray()) {
            return node.isNull() ? "" : Printable.line(Cells.text(node)) + "\n";
        }
        Set<String> keys = new LinkedHashSet<>();
        for (JsonNode row : node) {
            for (Map.Entry<String, JsonNode> field : row.properties()) {
                keys.add(field.getKey());
            }
        }
        if (!keys.isEmpty()) {
            List<Column> columns = new ArrayList<>();
            keys.forEach(key -> columns.add(Column.at(key, key)));
            return of(node, columns, width);
        }
        List<List<String>> lines = new ArrayList<>();
        for (JsonNode row : node) {
            List<String> line = new ArrayList<>();
            if (row.isArray()) {
                row.forEach(cell -> line.add(Printable.line(Cells.text(cell))));
            } else {
                line.add(Printable.line(Cells.text(row)));
            }
            lines.add(line);
        }
        return align(lines, Set.of(), width);
    }

    /** A line for each value, however deep, under the words that {@code --query} takes for it. */
    private static void flatten(String path, JsonNode node, List<List<String>> lines) {
        if (node.isObject() && !node.isEmpty()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                flatten(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), lines);
            }
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), lines);
            }
        } else if (!path.isEmpty()) {
            lines.add(List.of(Printable.line(path), Printable.line(Cells.text(node))));
        }
    }

    private static String align(List<List<String>> lines, Set<Integer> whole, int width) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                int cell = Printable.width(line.get(i));
                if (i == widths.size()) {
                    widths.add(cell);
                } else if (widths.get(i) < cell) {
                    widths.set(i, cell);
                }
            }
        }
        shrink(widths, whole, width);
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            int end = text.length();
            for (int i = 0; i < line.size(); i++) {
                String cell = Printable.clip(line.get(i), widths.get(i));
                text.append(cell);
                if (!cell.isEmpty()) {
                    end = text.length();
                }
                text.append(" ".repeat(widths.get(i) - Printable.width(cell))).append(GAP);
            }
            // No blanks at the end of a line: they wrap on a terminal and show in a diff.
            text.setLength(end);
            text.append('\n');
        }
        return text.toString();
    }

    /** Takes from the widest column that may be clipped, one at a time, until the line fits or nothing is left to take. */
    private static void shrink(List<Integer> widths, Set<Integer> whole, int width) {
        long total = (long) GAP.length() * (widths.size() - 1);
        for (int each : widths) {
            total += each;
        }
        while (total > width) {
            int widest = -1;
            for (int i = 0; i < widths.size(); i++) {
                if (!whole.contains(i) && widths.get(i) > (widest < 0 ? NARROWEST : widths.get(widest))) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths.set(widest, widths.get(widest) - 1);
            total--;
        }
    }
}
