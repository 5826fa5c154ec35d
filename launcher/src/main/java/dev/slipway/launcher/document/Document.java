package dev.slipway.launcher.document;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.Map;

/**
 * A file as it was written.
 *
 * @param name what people call it: its path as it was given
 * @param root its content
 * @param lines the line, from 1, of each key and element, by its JSON pointer
 */
public record Document(String name, JsonNode root, Map<String, Integer> lines) {

    public Document {
        requireNonNull(name, "name");
        requireNonNull(root, "root");
        lines = Map.copyOf(lines);
    }

    /** The line of what a JSON pointer points at, or of the nearest thing around it that is there. */
    public int line(String pointer) {
        String nearest = pointer;
        while (!lines.containsKey(nearest) && !nearest.isEmpty()) {
            nearest = nearest.substring(0, nearest.lastIndexOf('/'));
        }
        return lines.getOrDefault(nearest, 1);
    }

    /** {@code FILE:LINE}, as editors take it. */
    public String place(String pointer) {
        return name + ":" + line(pointer);
    }

    /**
     * The refusal of what stands at a place; INVALID_DOCUMENT.
     *
     * @param reason a sentence without its full stop
     * @param hint a line of advice, or null
     */
    public LauncherException invalid(String pointer, String reason, String hint) {
        return new LauncherException(LauncherError.INVALID_DOCUMENT, place(pointer) + ": " + reason + ".", hint);
    }

    /** A key or an index as a JSON pointer has it. */
    public static String step(String word) {
        return "/" + word.replace("~", "~0").replace("/", "~1");
    }
}
