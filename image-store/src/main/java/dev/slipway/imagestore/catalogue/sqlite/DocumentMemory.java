package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.json.Json;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents that a long-lived process has read, by their texts: the same text is the same record, so one that did not change
 * is parsed once. Records are immutable, and this is shared by all connections to a catalogue.
 */
final class DocumentMemory {

    /** A record takes two or three times the memory of its text: this is some 60 MB at the most. */
    private static final int MOST_CHARACTERS = 16 << 20;

    private record Key(String table, String text) {
    }

    private final Map<Key, Object> documents = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;

    /** The record that a text describes; throws as {@link Json#read}. */
    <T> T read(Table<T> table, String text) {
        Key key = new Key(table.name(), text);
        synchronized (documents) {
            Object known = documents.get(key);
            if (known != null) {
                return table.type().cast(known);
            }
        }
        T document = Json.read(text, table.type());
        return table.type().cast(remembered(key, document));
    }

    private Object remembered(Key key, Object document) {
        synchronized (documents) {
            Object earlier = documents.putIfAbsent(key, document);
            if (earlier != null) {
                return earlier;
            }
            characters += key.text().length();
            Iterator<Key> oldest = documents.keySet().iterator();
            while (characters > MOST_CHARACTERS && oldest.hasNext()) {
                characters -= oldest.next().text().length();
                oldest.remove();
            }
            return document;
        }
    }
}
