package dev.slipway.imagestore.record;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes and deletes the small files that say again what the catalogue says. They are written within the transaction
 * that changes the row, before its commit, and deleted before the row is: a file that outlived its row would come back
 * with a rebuild.
 */
public final class RecordFiles {

    private final StoreLayout layout;

    public RecordFiles(StoreLayout layout) {
        this.layout = layout;
    }

    /** Writes an image's record, fsynced, in place of the one there may be. */
    public void write(Image image) {
        write(layout.imageRecord(image.imageId()), image);
    }

    /** Writes a snapshot's record, likewise. */
    public void write(Snapshot snapshot) {
        write(layout.snapshotRecord(snapshot.snapshotId()), snapshot);
    }

    /** Writes a layer's record into its folder, in place or still in staging. */
    public static void write(Layer layer, Path layerFolder) {
        write(StoreLayout.layerRecordIn(layerFolder), layer);
    }

    /** Deletes an image's record; none is no error. */
    public void delete(ImageId id) {
        DurableFiles.delete(layout.imageRecord(id));
    }

    /** Deletes a snapshot's record; none is no error. */
    public void delete(SnapshotId id) {
        DurableFiles.delete(layout.snapshotRecord(id));
    }

    private static void write(Path file, Object record) {
        DurableFiles.write(file, Json.write(record).getBytes(StandardCharsets.UTF_8));
    }
}
