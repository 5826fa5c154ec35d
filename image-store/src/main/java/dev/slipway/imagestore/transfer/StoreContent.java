package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.LAYER_DAMAGED;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The content of another store. Its digests vouch for what is read, and the same digest for what was written.
 *
 * @param layout of that store
 * @param verifyAll reads and hashes also what shares its blocks with the original
 */
record StoreContent(StoreLayout layout, boolean verifyAll) implements ContentSource {

    @Override
    public boolean mayShareBlocks(Layer layer, Path folder) {
        return DurableFiles.mayShareBlocks(disk(layer), folder);
    }

    @Override
    public Optional<String> copy(Layer layer, Path target, Progress progress) {
        Optional<String> written = DurableFiles.cloneOrCopyAndHash(disk(layer), target, progress);
        if (written.isEmpty() && !verifyAll) {
            return written;
        }
        String copied = written.orElseGet(() -> DurableFiles.sha256(target, progress));
        Optional<String> recorded = layer.sha256();
        if (recorded.isPresent() && recorded.get().equals(copied)) {
            return Optional.of(copied);
        }
        // The second look is paid for by layers without a digest, and by broken ones.
        String original = DurableFiles.sha256(disk(layer), progress);
        if (recorded.isPresent() && !recorded.get().equals(original)) {
            throw new StoreException(LAYER_DAMAGED, "The layer '" + layer.layerId() + "' of the region '"
                    + layout.region() + "' is damaged: its content is not what its digest says.",
                    "See which images it belongs to with: slipway image verify --region " + layout.region());
        }
        if (!original.equals(copied)) {
            throw new StoreException(LAYER_DAMAGED, "The copy of the layer '" + layer.layerId()
                    + "' is not what was read: '" + target.getParent() + "' does not keep what is written to it.");
        }
        return Optional.of(copied);
    }

    @Override
    public String copyBootFile(Image image, Path target, Progress progress) {
        return DurableFiles.copyAndHash(layout.bootFile(image.imageId()), target, progress);
    }

    private Path disk(Layer layer) {
        return layout.layerDisk(layer.layerId());
    }
}
