package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.settings.OutputFormat;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import dev.slipway.launcher.view.document.JsonRendering;
import java.util.List;
import java.util.Optional;

/** Prints answers in the format the user chose. */
public final class Output {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final StandardOutput stdout;
    private final OutputFormat format;
    private final int columns;
    private final Optional<String> query;

    /** Prints to {@code stdout}; a table is clipped to the terminal only where there is one. */
    public Output(StandardOutput stdout, OutputFormat format, Terminal terminal, Optional<String> query) {
        this.stdout = stdout;
        this.format = format;
        this.columns = terminal.stdout() ? terminal.columns() : UNLIMITED;
        this.query = query;
    }

    /**
     * Prints an answer, or the part of it that {@code --query} asks for.
     *
     * @throws dev.slipway.launcher.errors.LauncherException {@code InvalidQuery} for a query that is no JMESPath
     */
    public void print(Answer answer) {
        Optional<JsonNode> part = query.map(expression -> Query.apply(expression, answer.document()));
        stdout.print(switch (format) {
            case JSON -> JsonRendering.pretty(part.orElse(answer.document()));
            case TEXT -> TextRendering.of(part.orElse(answer.document()));
            case TABLE -> part.isPresent()
                    ? TableRendering.of(part.get(), columns)
                    : TableRendering.of(answer.rows(), answer.columns(), columns);
            case CSV -> part.isPresent()
                    ? CsvRendering.of(part.get())
                    : CsvRendering.of(answer.rows(), answer.columns());
        });
    }

    /**
     * Answers that come one after the other. As JSON each is a line of its own; a table's columns are as wide as is said
     * here, since what is yet to come is not known.
     */
    public Stream stream(List<Column> table, List<Integer> widths) {
        return new Stream(table, widths);
    }

    /** Prints answers as they come. */
    public final class Stream {

        private final List<Column> table;
        private final List<Integer> widths;
        private boolean begun;

        private Stream(List<Column> table, List<Integer> widths) {
            this.table = List.copyOf(table);
            this.widths = List.copyOf(widths);
        }

        /** Prints one, or the part of it that {@code --query} asks for; nothing where the query finds nothing in it. */
        public void print(ObjectNode answer) {
            JsonNode part = query.isPresent() ? Query.apply(query.get(), answer) : answer;
            if (part.isNull()) {
                return;
            }
            stdout.print(switch (format) {
                case JSON -> JsonRendering.compact(part) + "\n";
                case TEXT -> TextRendering.of(part);
                case TABLE -> query.isPresent() ? TableRendering.of(part, columns) : heading() + TableRendering.line(
                        answer, table, widths);
                case CSV -> query.isPresent() ? CsvRendering.of(part) : CsvRendering.of(answer, table, !begun);
            });
            begun = true;
        }

        private String heading() {
            return begun ? "" : TableRendering.heading(table, widths);
        }
    }

    /** Prints one line, whatever the format: for what is no document, such as a path. */
    public void line(String text) {
        stdout.print(Printable.line(text) + "\n");
    }
}
