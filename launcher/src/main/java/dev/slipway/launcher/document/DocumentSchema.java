package dev.slipway.launcher.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.host.errors.NearestWord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A JSON schema (draft 2020-12), and what it says of a file in the words of somebody who wrote the file. */
public final class DocumentSchema {

    private static final int LONGEST_QUOTE = 60;

    private final String text;
    private final JsonNode tree;
    private final Schema schema;

    private DocumentSchema(String name, String text) {
        this.text = text;
        this.tree = DocumentReader.read(name, text).root();
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(tree);
    }

    /** The schema in a resource beside a class. */
    public static DocumentSchema beside(Class<?> owner, String resource) {
        try (InputStream stream = owner.getResourceAsStream(resource)) {
            return new DocumentSchema(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema itself, for editors. */
    public String text() {
        return text;
    }

    /** Throws INVALID_DOCUMENT for the first mistake, by its line; the hint says how many more there are. */
    public void check(Document document) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Error error : schema.validate(document.root())) {
            mistakes.add(mistake(document, error));
        }
        if (!mistakes.isEmpty()) {
            mistakes.sort(Comparator.comparingInt(Mistake::line).thenComparing(Mistake::reason));
            Mistake first = mistakes.get(0);
            throw document.invalid(first.pointer(), first.reason(), hint(document, first, mistakes));
        }
    }

    private static String hint(Document document, Mistake first, List<Mistake> all) {
        List<String> others = new ArrayList<>();
        for (Mistake each : all) {
            String line = document.place(each.pointer());
            if (each.line() != first.line() && !others.contains(line)) {
                others.add(line);
            }
        }
        String more = others.isEmpty() ? "" : "There is more to mend at " + String.join(", ", others) + ".";
        return first.advice().isPresent() ? (first.advice().get() + " " + more).strip() : more.isEmpty() ? null : more;
    }

    private record Mistake(String pointer, int line, String reason, Optional<String> advice) {
    }

    private Mistake mistake(Document document, Error error) {
        String pointer = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" -> unknown(document, pointer, error);
            case "required" -> at(document, pointer, "'" + error.getProperty() + "' is missing" + of(pointer), Optional.empty());
            case "enum" -> oneOf(document, pointer, error);
            case "type" -> at(document, pointer, named(pointer) + " is " + kind(document.root().at(pointer)) + ", and must be "
                    + wanted(error), Optional.empty());
            default -> at(document, pointer, named(pointer) + " " + error.getMessage(), Optional.empty());
        };
    }

    private Mistake unknown(Document document, String pointer, Error error) {
        String word = error.getProperty();
        List<String> known = new ArrayList<>();
        JsonNode schemaOfIt = parent(error);
        schemaOfIt.path("properties").fieldNames().forEachRemaining(known::add);
        // One that takes over another: {"$ref": "#/$defs/options"}.
        if (schemaOfIt.has("$ref")) {
            tree.at(schemaOfIt.path("$ref").asText().substring(1)).path("properties").fieldNames().forEachRemaining(known::add);
        }
        return at(document, pointer + Document.step(word), "there is no '" + word + "'" + of(pointer), nearest(word, known));
    }

    private Mistake oneOf(Document document, String pointer, Error error) {
        List<String> words = new ArrayList<>();
        parent(error).path("enum").forEach(word -> words.add(word.asText()));
        String given = document.root().at(pointer).asText();
        return at(document, pointer, named(pointer) + " cannot be '" + given + "'", nearest(given, words));
    }

    private static Optional<String> nearest(String word, List<String> known) {
        return known.isEmpty() ? Optional.empty() : Optional.of(NearestWord.to(word, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("What can stand here: " + String.join(", ", known) + "."));
    }

    /** The schema that the keyword of an error stands in. */
    private JsonNode parent(Error error) {
        String place = error.getSchemaLocation().getFragment().toString();
        return tree.at(place.substring(0, place.lastIndexOf('/')));
    }

    private static Mistake at(Document document, String pointer, String reason, Optional<String> advice) {
        return new Mistake(pointer, document.line(pointer), reason, advice);
    }

    private static String of(String pointer) {
        return pointer.isEmpty() ? "" : " in " + named(pointer);
    }

    /** What somebody would call a place: its keys, with dots. */
    private static String named(String pointer) {
        return pointer.isEmpty() ? "the file" : "'" + pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~") + "'";
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "a mapping";
            case ARRAY -> "a list";
            case STRING -> node.asText().length() > LONGEST_QUOTE ? "a text" : "the text '" + node.asText() + "'";
            case NUMBER -> "the number " + node.asText();
            case BOOLEAN -> node.asText();
            case NULL, MISSING -> "empty";
            case BINARY, POJO -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
        };
    }

    private String wanted(Error error) {
        JsonNode type = parent(error).path("type");
        List<String> kinds = new ArrayList<>();
        if (type.isArray()) {
            type.forEach(each -> kinds.add(kindWanted(each.asText())));
        } else {
            kinds.add(kindWanted(type.asText()));
        }
        return String.join(" or ", kinds);
    }

    private static String kindWanted(String type) {
        return switch (type) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }
}
