package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.LAYER_DAMAGED;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Brings layers into a store under the ids they have elsewhere: the header of each names its parent by id, so only with
 * its ids does a chain stay what its digests say. What the store has already is not copied again.
 */
final class LayerIntake {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final ContentSource source;
    private final Progress progress;

    LayerIntake(Catalogue catalogue, StoreLayout layout, ContentSource source, Progress progress) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.source = source;
        this.progress = progress;
    }

    /** Those of the layers that the store has not. Throws LAYER_DAMAGED where one differs from the one that is there. */
    List<Layer> missing(List<Layer> layers) {
        return catalogue.read(reader -> layers.stream().filter(layer -> !isThere(reader, layer)).toList());
    }

    /** Throws NO_SPACE unless these layers fit. */
    void requireSpace(List<Layer> layers) {
        long bytes = 0;
        for (Layer layer : layers) {
            if (!source.mayShareBlocks(layer, layout.stagingArea())
                    && catalogue.read(reader -> twin(reader, layer)).isEmpty()) {
                bytes += layer.fileSizeBytes();
            }
        }
        if (bytes > 0) {
            DurableFiles.requireSpace(layout.stagingArea(), bytes);
        }
    }

    /** Makes a layer's folder below staging: complete, fsynced, read-only. */
    StagedLayer stage(Layer layer, Path staging) {
        Path folder = staging.resolve(layer.layerId().value());
        Path disk = StoreLayout.layerDiskIn(folder);
        try {
            Files.createDirectories(folder);
            Layer arrived = link(layer, disk).orElseGet(() -> copy(layer, disk));
            Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("r--r--r--"));
            if (Files.size(disk) != layer.fileSizeBytes()) {
                throw new StoreException(LAYER_DAMAGED, "The layer '" + layer.layerId() + "' has "
                        + Files.size(disk) + " bytes; it should have " + layer.fileSizeBytes() + ".");
            }
            RecordFiles.write(arrived, folder);
            return new StagedLayer(arrived, folder);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be written.", e);
        }
    }

    private Layer copy(Layer layer, Path disk) {
        Optional<String> sha256 = source.copy(layer, disk, progress);
        return withDigest(layer, sha256.or(layer::sha256));
    }

    /** Takes the content from a layer that has it already under another id: its second name costs nothing. */
    private Optional<Layer> link(Layer layer, Path disk) throws IOException {
        Optional<Layer> twin = catalogue.read(reader -> twin(reader, layer));
        if (twin.isEmpty()) {
            return Optional.empty();
        }
        try {
            Files.createLink(disk, layout.layerDisk(twin.get().layerId()));
            return Optional.of(layer);
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            // Collected just now, or a file system without links: it is copied.
            return Optional.empty();
        }
    }

    private static Optional<Layer> twin(Reader reader, Layer layer) {
        if (layer.sha256().isEmpty()) {
            return Optional.empty();
        }
        List<Stored<Layer>> same = reader.list(Layer.TABLE, Query.all().where("sha", layer.sha256().get()).limit(1));
        return same.isEmpty() ? Optional.empty() : Optional.of(same.get(0).document());
    }

    private static boolean isThere(Reader reader, Layer layer) {
        Optional<Stored<Layer>> stored = reader.find(Layer.TABLE, layer.layerId().value());
        if (stored.isEmpty()) {
            return false;
        }
        Layer there = stored.get().document();
        boolean sameDigest = there.sha256().isEmpty() || layer.sha256().isEmpty() || there.sha256().equals(layer.sha256());
        if (!sameDigest || there.fileSizeBytes() != layer.fileSizeBytes() || !there.parent().equals(layer.parent())) {
            throw new StoreException(LAYER_DAMAGED, "The layer '" + layer.layerId()
                    + "' is in this store already, with other content.");
        }
        return true;
    }

    private static Layer withDigest(Layer layer, Optional<String> sha256) {
        return new Layer(layer.layerId(), layer.parent(), layer.virtualSizeBytes(), layer.fileSizeBytes(),
                layer.format(), sha256, layer.createdAt());
    }
}
