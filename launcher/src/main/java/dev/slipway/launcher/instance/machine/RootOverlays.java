package dev.slipway.launcher.instance.machine;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.nio.file.Files;

/** The root disks of instance-store instances: overlays in the instances' folders, on the layer of the image's bundle. */
public final class RootOverlays {

    private final ImageStore store;

    /** Overlays of layers of {@code store}, in the instances' folders. */
    public RootOverlays(ImageStore store) {
        this.store = store;
    }

    /** The layer of a bundle, unpacked when it was not yet. */
    public Layer layer(BundleLocation location, Progress progress) {
        return store.bundles().unpacked(location, progress);
    }

    /** Throws IMAGE_UNAVAILABLE when the layer was collected before it was pinned: the image was deregistered just then. */
    public void requireThere(Layer layer) {
        if (store.catalogue().read(reader -> reader.find(Layer.TABLE, layer.layerId().value())).isEmpty()) {
            throw new StoreException(IMAGE_UNAVAILABLE, "The image was deregistered while it was being launched.");
        }
    }

    /**
     * Makes the disk of one instance, as large as its layer. It is not fsynced: what dies with its instance is not
     * missed after a crash of the host.
     */
    public void make(InstanceId id, Layer layer) {
        InstanceFiles files = new InstanceFiles(store.layout(), id);
        try {
            Files.createDirectories(files.folder());
        } catch (IOException e) {
            throw FileFailure.of(files.folder(), "be made", e);
        }
        QemuImg.createOverlay(files.root(), StoreLayout.layerDiskAsBacking(layer.layerId()), layer.format(),
                layer.virtualSizeBytes());
    }
}
