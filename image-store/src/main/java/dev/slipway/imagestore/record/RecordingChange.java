package dev.slipway.imagestore.record;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.ForwardedChange;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A change that remembers which records it makes out of date. */
final class RecordingChange extends ForwardedChange {

    private final Map<String, Recorded<?>> tables;
    private final Map<Path, Optional<String>> records = new LinkedHashMap<>();
    /** Folders that are no document's own: a store that is older than this kind of record has none. */
    private final Set<Path> shared = new HashSet<>();

    RecordingChange(Change change, Map<String, Recorded<?>> tables) {
        super(change);
        this.tables = tables;
    }

    /** Writes the records, once the change is committed. */
    void write() {
        for (Map.Entry<Path, Optional<String>> record : records.entrySet()) {
            Path file = record.getKey();
            try {
                if (record.getValue().isEmpty()) {
                    Files.deleteIfExists(file);
                } else if (isThere(file.getParent())) {
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

    /** A document's own folder was made with it, and may be gone with it; one that many share is made where it is missing. */
    private boolean isThere(Path folder) throws IOException {
        if (shared.contains(folder)) {
            Files.createDirectories(folder);
        }
        return Files.isDirectory(folder);
    }

    @Override
    public <T> Stored<T> insert(Table<T> table, T document) {
        Stored<T> stored = super.insert(table, document);
        remember(table, document);
        return stored;
    }

    @Override
    public <T> Stored<T> update(Table<T> table, T document, long expectedVersion) {
        Stored<T> stored = super.update(table, document, expectedVersion);
        remember(table, document);
        return stored;
    }

    @Override
    public boolean delete(Table<?> table, String id) {
        boolean deleted = super.delete(table, id);
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
            if (recorded.fileName().isEmpty()) {
                shared.add(file.getParent());
            }
            records.put(file, recorded.kept().test(document)
                    ? Optional.of(Json.write(recorded.written().apply(document))) : Optional.empty());
        }
    }
}
