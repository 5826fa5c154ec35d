package dev.slipway.imagestore.record;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A catalogue that writes the records of volumes and instances, which change often and by many hands: after each commit,
 * and without waiting for the disk, so that a launch takes no longer. Such a record may be a change behind when a process
 * is killed in between; it is read only when the catalogue is lost as well.
 */
public final class RecordingCatalogue implements Catalogue {

    private final Catalogue catalogue;
    private final Map<String, Recorded<?>> tables = new HashMap<>();

    /** The same catalogue, which records nothing yet; closed with it. */
    public RecordingCatalogue(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Writes the records of a table from now on; only of one that has folders for its documents. */
    public void record(Recorded<?> recorded) {
        tables.put(recorded.table().name(), recorded);
    }

    @Override
    public <R> R read(Function<Reader, R> work) {
        return catalogue.read(work);
    }

    @Override
    public <R> R change(Function<Change, R> work) {
        // Made anew each time: a transaction may fail, and then nothing of it is to be written.
        RecordingChange[] recording = new RecordingChange[1];
        R result = catalogue.change(change -> {
            recording[0] = new RecordingChange(change, tables);
            return work.apply(recording[0]);
        });
        recording[0].write();
        return result;
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
