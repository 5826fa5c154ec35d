package dev.slipway.imagestore.record;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A change that remembers which records it makes out of date. */
final class RecordingChange implements Change {

    private final Change change;
    private final Map<String, Recorded<?>> tables;
    private final Map<Path, Optional<String>> records = new LinkedHashMap<>();

    RecordingChange(Change change, Map<String, Recorded<?>> tables) {
        this.change = change;
        this.tables = tables;
    }

    /** Writes the records, once the change is committed. */
    void write() {
        for (Map.Entry<Path, Optional<String>> record : records.entrySet()) {
            Path file = record.getKey();
            try {
                if (record.getValue().isEmpty()) {
                    Files.deleteIfExists(file);
                } else if (Files.isDirectory(file.getParent())) {
                    // Renamed into place, so that it is never read half.
                    Path unfinished = file.resolveSibling("." + file.getFileName() + ".tmp");
                    Files.writeString(unfinished, record.getValue().get());
                    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                // The change is made, and the catalogue says so: a command that did its work does not fail because a
                // spare copy could not be written, for a full disk as a rule. The check of the store tells.
                continue;
            }
        }
    }

    @Override
    public <T> Stored<T> insert(Table<T> table, T document) {
        Stored<T> stored = change.insert(table, document);
        remember(table, document);
        return stored;
    }

    @Override
    public <T> Stored<T> update(Table<T> table, T document, long expectedVersion) {
        Stored<T> stored = change.update(table, document, expectedVersion);
        remember(table, document);
        return stored;
    }

    @Override
    public boolean delete(Table<?> table, String id) {
        boolean deleted = change.delete(table, id);
        Recorded<?> recorded = tables.get(table.name());
        if (recorded != null) {
            records.put(recorded.file(id), Optional.empty());
        }
        return deleted;
    }

    @SuppressWarnings("unchecked")
    private <T> void remember(Table<T> table, T document) {
        // Put there under the name of its own table.
        Recorded<T> recorded = (Recorded<T>) tables.get(table.name());
        if (recorded != null) {
            Path file = recorded.file(table.id().apply(document));
            records.put(file, recorded.kept().test(document)
                    ? Optional.of(Json.write(recorded.written().apply(document))) : Optional.empty());
        }
    }

    @Override
    public <T> Optional<Stored<T>> find(Table<T> table, String id) {
        return change.find(table, id);
    }

    @Override
    public <T> List<Stored<T>> list(Table<T> table, Query query) {
        return change.list(table, query);
    }

    @Override
    public Set<String> values(Table<?> table, String column, Query query) {
        return change.values(table, column, query);
    }

    @Override
    public long count(Table<?> table, Query query) {
        return change.count(table, query);
    }
}
