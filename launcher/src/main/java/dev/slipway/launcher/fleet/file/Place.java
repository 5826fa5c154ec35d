package dev.slipway.launcher.fleet.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.document.Document;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A place in a file whose form the schema has checked.
 *
 * @param pointer the JSON pointer of what is there
 */
record Place(Document document, String pointer) {

    /** What stands below this key; it may be nothing. */
    Place at(String key) {
        return new Place(document, pointer + Document.step(key));
    }

    JsonNode node() {
        return document.root().at(pointer);
    }

    boolean isThere() {
        return !node().isMissingNode();
    }

    Optional<String> text() {
        return isThere() ? Optional.of(node().asText()) : Optional.empty();
    }

    int number(int otherwise) {
        return isThere() ? node().asInt() : otherwise;
    }

    /** The value of this place, which a reader makes of its text; what the reader says against it is told with the line. */
    <T> Optional<T> value(Function<String, T> reader) {
        return text().map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw invalid(e.getMessage(), null);
            } catch (SlipwayException e) {
                String sentence = e.getMessage();
                throw invalid(sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence,
                        e.hint().orElse(null));
            }
        });
    }

    /** The places of a list's elements; a word by itself is a list of one. */
    List<Place> elements() {
        List<Place> elements = new ArrayList<>();
        if (node().isArray()) {
            for (int i = 0; i < node().size(); i++) {
                elements.add(at(Integer.toString(i)));
            }
        } else if (isThere()) {
            elements.add(this);
        }
        return elements;
    }

    /** The texts of those. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        elements().forEach(element -> words.add(element.node().asText()));
        return words;
    }

    /** The keys of a mapping, in their order. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node().fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The refusal of what stands here: INVALID_DOCUMENT. */
    LauncherException invalid(String reason, String hint) {
        return document.invalid(pointer, reason, hint);
    }

    /** {@code FILE:LINE}. */
    @Override
    public String toString() {
        return document.place(pointer);
    }
}
