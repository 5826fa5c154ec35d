package dev.slipway.imagestore.care;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.record.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records of one table, as they were found on the disk. */
final class FoundRecords<T> {

    private final Recorded<T> recorded;
    private final Map<String, T> documents = new LinkedHashMap<>();

    private FoundRecords(Recorded<T> recorded) {
        this.recorded = recorded;
    }

    /** Reads all records of a table; a record that is none, or another one's, is left out with a sentence. */
    static <T> FoundRecords<T> read(Recorded<T> recorded, List<String> leftOut) {
        FoundRecords<T> found = new FoundRecords<>(recorded);
        for (String id : recorded.onDisk().keySet()) {
            Path file = recorded.file(id);
            // What a writing that died left; nothing is lost with it.
            if (id.startsWith(".") || recorded.isLate() && !Files.exists(file)) {
                continue;
            }
            try {
                T document = Json.read(Files.readString(file), recorded.table().type());
                if (recorded.table().id().apply(document).equals(id)) {
                    found.documents.put(id, document);
                } else {
                    leftOut.add("The record '" + file + "' is that of another document.");
                }
            } catch (StoreException | IOException e) {
                leftOut.add("The record '" + file + "' cannot be read.");
            }
        }
        return found;
    }

    Recorded<T> recorded() {
        return recorded;
    }

    Set<String> ids() {
        return documents.keySet();
    }

    /** Adds a document that was found in another way. */
    void add(T document) {
        documents.put(recorded.table().id().apply(document), document);
    }

    /** Leaves out what cannot be without files or documents that are not there; returns whether anything was. */
    boolean drop(Set<String> there, List<String> leftOut) {
        List<String> gone = new ArrayList<>();
        documents.forEach((id, document) -> {
            for (Path file : recorded.files().apply(document)) {
                if (!Files.isRegularFile(file) && !gone.contains(id)) {
                    gone.add(id);
                    leftOut.add("'" + id + "' is left out: its file '" + file + "' is not there.");
                }
            }
            for (String needed : recorded.references().apply(document)) {
                if (!there.contains(needed) && !gone.contains(id)) {
                    gone.add(id);
                    leftOut.add("'" + id + "' is left out: it needs '" + needed + "', which is not there.");
                }
            }
        });
        gone.forEach(documents::remove);
        return !gone.isEmpty();
    }

    void restore(Change change) {
        documents.values().forEach(document -> {
            change.insert(recorded.table(), document);
            recorded.restored().accept(change, document);
        });
    }
}
