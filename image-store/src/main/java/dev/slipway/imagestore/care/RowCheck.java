package dev.slipway.imagestore.care;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.record.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds the rows of one table against the files: from the catalogue to the disk. */
final class RowCheck<T> {

    private static final String REPAIR = "slipway store check --repair";

    private final Recorded<T> recorded;
    private final Set<String> ids;
    private final List<Finding> findings = new ArrayList<>();

    /** A check of this table, whose documents may refer to these ids. */
    RowCheck(Recorded<T> recorded, Set<String> ids) {
        this.recorded = recorded;
        this.ids = ids;
    }

    /** Looks at every row, and returns how many there were. */
    int run(Reader reader) {
        List<Stored<T>> rows = reader.list(recorded.table(), Query.all());
        for (Stored<T> row : rows) {
            T document = row.document();
            if (recorded.kept().test(document)) {
                look(document, recorded.table().id().apply(document));
            }
        }
        return rows.size();
    }

    List<Finding> findings() {
        return findings;
    }

    private void look(T document, String id) {
        for (Path file : recorded.files().apply(document)) {
            if (!Files.isRegularFile(file)) {
                findings.add(new Finding(FindingKind.FILE_MISSING, id, "The file '" + file + "' of '" + id
                        + "' is not there.", "Put it back from a backup, or delete what needs it."));
            }
        }
        for (String needed : recorded.references().apply(document)) {
            if (!ids.contains(needed)) {
                findings.add(new Finding(FindingKind.REFERENCE, id, "'" + id + "' needs '" + needed
                        + "', which does not exist.", "Delete or deregister '" + id + "': it can no longer be used."));
            }
        }
        lookAtRecord(document, id);
    }

    private void lookAtRecord(T document, String id) {
        Path file = recorded.file(id);
        if (!Files.exists(file)) {
            findings.add(new Finding(recorded.isLate() ? FindingKind.RECORD_BEHIND : FindingKind.RECORD_MISSING, id,
                    "The record '" + file + "' is not there.", REPAIR));
            return;
        }
        try {
            T beside = Json.read(Files.readString(file), recorded.table().type());
            if (!recorded.written().apply(document).equals(recorded.written().apply(beside))) {
                findings.add(new Finding(recorded.isLate() ? FindingKind.RECORD_BEHIND : FindingKind.RECORD_DIFFERS, id,
                        "The record '" + file + "' says something else than the catalogue.", REPAIR));
            }
        } catch (StoreException | IOException e) {
            findings.add(new Finding(FindingKind.RECORD_DIFFERS, id, "The record '" + file + "' cannot be read.", REPAIR));
        }
    }
}
