package dev.slipway.imagestore.record;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ChannelId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.product.Acceptance;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.AccountSettings;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /** Writes a channel's record, likewise. */
    public void write(Channel channel) {
        makeFolder(layout.channels());
        write(layout.channelRecord(channel.channelId()), channel);
    }

    /** Writes an account's settings, likewise. */
    public void write(AccountSettings settings) {
        makeFolder(layout.accounts());
        write(layout.accountRecord(settings.accountId()), settings);
    }

    /** Writes a layer's record into its folder, in place or still in staging. */
    public static void write(Layer layer, Path layerFolder) {
        write(StoreLayout.layerRecordIn(layerFolder), layer);
    }

    /** Writes a product's record, likewise. */
    public void write(Product product) {
        makeFolder(layout.products());
        write(layout.productRecord(product.productCode()), product);
    }

    /** Writes that terms were accepted, likewise. */
    public void write(Acceptance acceptance) {
        makeFolder(layout.acceptances());
        write(layout.acceptanceRecord(Acceptance.TABLE.id().apply(acceptance)), acceptance);
    }

    /** Deletes a product's record; none is no error. */
    public void delete(ProductCode code) {
        DurableFiles.delete(layout.productRecord(code));
    }

    /** Deletes the record that terms were accepted; none is no error. */
    public void delete(Acceptance acceptance) {
        deleteAcceptance(Acceptance.TABLE.id().apply(acceptance));
    }

    /** Deletes the record of an acceptance by its id; none is no error. */
    public void deleteAcceptance(String id) {
        DurableFiles.delete(layout.acceptanceRecord(id));
    }

    /** Deletes an image's record; none is no error. */
    public void delete(ImageId id) {
        DurableFiles.delete(layout.imageRecord(id));
    }

    /** Deletes a snapshot's record; none is no error. */
    public void delete(SnapshotId id) {
        DurableFiles.delete(layout.snapshotRecord(id));
    }

    /** A store that is older than this kind of record has no folder for it. */
    private static void makeFolder(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be made.", e);
        }
        DurableFiles.sync(folder.getParent());
    }

    /** Deletes an account's settings; none is no error. */
    public void delete(AccountId id) {
        DurableFiles.delete(layout.accountRecord(id));
    }

    /** Deletes a channel's record; none is no error. */
    public void delete(ChannelId id) {
        DurableFiles.delete(layout.channelRecord(id));
    }

    private static void write(Path file, Object record) {
        DurableFiles.write(file, Json.write(record).getBytes(StandardCharsets.UTF_8));
    }
}
