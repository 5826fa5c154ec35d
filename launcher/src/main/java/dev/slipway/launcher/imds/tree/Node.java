package dev.slipway.launcher.imds.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A place in the tree. */
public sealed interface Node {

    /** Something that can be read. */
    record Leaf(String type, byte[] content) implements Node {

        private static final String TEXT = "text/plain";

        public Leaf {
            requireNonNull(type, "type");
            content = content.clone();
        }

        static Leaf of(String text) {
            return new Leaf(TEXT, text.getBytes(UTF_8));
        }
    }

    /** A list of places. */
    final class Folder implements Node {

        private final Map<String, Node> places = new LinkedHashMap<>();
        /** What the list says of a place, where that is not its name. */
        private final Map<String, String> lines = new LinkedHashMap<>();

        /** Adds a leaf. */
        Folder leaf(String name, String text) {
            places.put(name, Leaf.of(text));
            return this;
        }

        /** Adds a leaf where there is something to say. */
        Folder leaf(String name, Optional<String> text) {
            text.ifPresent(said -> leaf(name, said));
            return this;
        }

        /** Adds a place. */
        Folder put(String name, Node node) {
            places.put(name, node);
            return this;
        }

        /** Adds a place that is listed by another line than its name. */
        Folder put(String name, String line, Node node) {
            lines.put(name, line);
            return put(name, node);
        }

        /** Adds a folder unless nothing is in it, and returns this. */
        Folder folder(String name, Folder folder) {
            return folder.places.isEmpty() ? this : put(name, folder);
        }

        /** The places in it, by their names. */
        public Map<String, Node> places() {
            return Map.copyOf(places);
        }

        /** A place in it. */
        public Optional<Node> find(String name) {
            return Optional.ofNullable(places.get(name));
        }

        /** The list, a line each: a folder has a slash behind its name. */
        public String list() {
            StringBuilder list = new StringBuilder();
            places.forEach((name, node) -> {
                list.append(list.isEmpty() ? "" : "\n");
                list.append(lines.getOrDefault(name, node instanceof Folder ? name + "/" : name));
            });
            return list.toString();
        }
    }
}
