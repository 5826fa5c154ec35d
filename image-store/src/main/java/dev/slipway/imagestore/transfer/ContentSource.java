package dev.slipway.imagestore.transfer;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import java.nio.file.Path;
import java.util.Optional;

/** Where content comes from: another store, or an archive. */
public interface ContentSource {

    /** Whether a copy below this folder may share its blocks with the original, and so take no space. */
    boolean mayShareBlocks(Layer layer, Path folder);

    /**
     * Copies a layer's disk to a file that does not exist yet, durably. Throws LAYER_DAMAGED when what was read or what
     * was written is not what it should be.
     *
     * @return the SHA-256 of what was written, as read back; empty where blocks are shared and nothing was read
     */
    Optional<String> copy(Layer layer, Path target, Progress progress);

    /** Copies a kernel's or ramdisk's content, likewise, and returns the SHA-256 of what was written. */
    String copyBootFile(Image image, Path target, Progress progress);
}
