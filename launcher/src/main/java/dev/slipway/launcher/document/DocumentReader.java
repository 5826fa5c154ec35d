package dev.slipway.launcher.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML, of which JSON is a part. Anchors and aliases do what they say; {@code <<} merges nothing. A scalar is a number or a
 * truth value only where JSON would have it so: {@code no} and {@code on} are words, {@code 0123} keeps its zero.
 */
public final class DocumentReader {

    private static final int MAX_CHARACTERS = 1024 * 1024;
    /** An alias stands for all it names, so a short file may say a great deal. */
    private static final int MAX_VALUES = 100_000;
    private static final int MAX_DEPTH = 50;

    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final String name;
    private final Map<String, Integer> lines = new HashMap<>();
    private int values;

    private DocumentReader(String name) {
        this.name = name;
    }

    /** Reads a file; throws INVALID_DOCUMENT with the line where it is no YAML, and without one where it cannot be read. */
    public static Document read(Path file) {
        try {
            return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new LauncherException(LauncherError.INVALID_DOCUMENT, "The file " + file + " does not exist.", null, e);
        } catch (CharacterCodingException e) {
            throw new LauncherException(LauncherError.INVALID_DOCUMENT, "The file " + file + " is no text in UTF-8.", null, e);
        } catch (IOException e) {
            throw new LauncherException(LauncherError.INVALID_DOCUMENT,
                    "The file " + file + " cannot be read: " + e.getMessage() + ".", null, e);
        }
    }

    /** Reads a text; {@code name} is what errors call it. */
    public static Document read(String name, String text) {
        return new DocumentReader(name).document(text);
    }

    private Document document(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            JsonNode root = node == null ? JsonNodeFactory.instance.objectNode() : value(node, "", 0);
            return new Document(name, root, lines);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw invalid(line, e.getProblem() == null ? "this is no YAML" : e.getProblem(), e);
        } catch (YAMLException e) {
            throw invalid(1, e.getMessage(), e);
        }
    }

    private JsonNode value(Node node, String pointer, int depth) {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw invalid(line(node), "what its aliases stand for is too much", null);
        }
        lines.putIfAbsent(pointer, line(node));
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node element : sequence.getValue()) {
                array.add(value(element, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw invalid(line(entry.getKeyNode()), "a key must be a word", null);
            }
            if (object.has(key.getValue())) {
                throw invalid(line(key), "'" + key.getValue() + "' is here a second time", null);
            }
            String inner = pointer + Document.step(key.getValue());
            lines.put(inner, line(key));
            object.set(key.getValue(), value(entry.getValueNode(), inner, depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String text = node.getValue();
        // Quotes, and a tag of the writer's own, say that it is a text.
        if (!node.isPlain() || node.getTag().equals(Tag.STR)) {
            return nodes.textNode(text);
        }
        if (node.getTag().equals(Tag.NULL)) {
            return nodes.nullNode();
        }
        if (text.equals(TRUE) || text.equals(FALSE)) {
            return nodes.booleanNode(text.equals(TRUE));
        }
        if (INTEGER.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            return number.bitLength() < Long.SIZE ? nodes.numberNode(number.longValue()) : nodes.numberNode(number);
        }
        return NUMBER.matcher(text).matches() ? nodes.numberNode(new BigDecimal(text)) : nodes.textNode(text);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private LauncherException invalid(int line, String reason, Throwable cause) {
        return new LauncherException(LauncherError.INVALID_DOCUMENT, name + ":" + line + ": " + reason + ".", null, cause);
    }
}
