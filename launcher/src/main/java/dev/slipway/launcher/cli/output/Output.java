package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.settings.OutputFormat;
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

    /** Prints one line, whatever the format: for what is no document, such as a path. */
    public void line(String text) {
        stdout.print(Printable.line(text) + "\n");
    }
}
