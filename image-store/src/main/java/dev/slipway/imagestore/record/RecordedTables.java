package dev.slipway.imagestore.record;

import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.product.Acceptance;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.sharing.AccountSettings;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The store's own tables with records beside, and what their documents need. */
public final class RecordedTables {

    private RecordedTables() {
    }

    /** All of them. */
    public static List<Recorded<?>> of(StoreLayout layout) {
        return List.of(layers(layout), snapshots(layout), images(layout), volumes(layout),
                Recorded.in(layout.products(), Product.TABLE), Recorded.in(layout.acceptances(), Acceptance.TABLE),
                // A channel may lead to another account's image, which goes without asking.
                Recorded.in(layout.channels(), Channel.TABLE),
                Recorded.in(layout.accounts(), AccountSettings.TABLE));
    }

    private static Recorded<Layer> layers(StoreLayout layout) {
        Path folder = layout.layers();
        return Recorded.eachIn(folder, StoreLayout.layerRecordIn(folder).getFileName().toString(), Layer.TABLE)
                .withFiles(layer -> List.of(layout.layerDisk(layer.layerId())))
                .withReferences(layer -> values(layer.parent()));
    }

    private static Recorded<Snapshot> snapshots(StoreLayout layout) {
        return Recorded.in(layout.snapshots(), Snapshot.TABLE)
                // What is still being made may be ahead of its content.
                .withReferences(snapshot -> snapshot.state() == SnapshotState.COMPLETED
                        ? List.of(snapshot.layerId().value()) : List.of());
    }

    private static Recorded<Image> images(StoreLayout layout) {
        return Recorded.in(layout.images(), Image.TABLE)
                .keptWhen(RecordedTables::isKept)
                .writtenAs(image -> ImageDraft.of(image).lastLaunchedTime(Optional.empty()).build())
                .withFiles(image -> image.bootFile().isPresent()
                        ? List.of(layout.bootFile(image.imageId())) : List.of())
                .withReferences(RecordedTables::neededBy);
    }

    /**
     * Whether an image has a record. A kernel or ramdisk that is deregistered keeps it, until a sweep takes it: an instance
     * may boot from it again, and would be lost without.
     */
    public static boolean isKept(Image image) {
        return image.state() != ImageState.DEREGISTERED || image.bootFile().isPresent();
    }

    private static List<String> neededBy(Image image) {
        List<String> needed = new ArrayList<>();
        if (image.state() == ImageState.AVAILABLE || image.state() == ImageState.DISABLED) {
            image.snapshotIds().forEach(id -> needed.add(id.value()));
            image.kernelId().ifPresent(id -> needed.add(id.value()));
            image.ramdiskId().ifPresent(id -> needed.add(id.value()));
        }
        return needed;
    }

    private static Recorded<Volume> volumes(StoreLayout layout) {
        return Recorded.eachIn(layout.volumes(), StoreLayout.VOLUME_RECORD, Volume.TABLE).late()
                .keptWhen(volume -> volume.state() != VolumeState.DELETING)
                .withFiles(volume -> List.of(layout.volumeDisk(volume.volumeId(), volume.generation())))
                .withReferences(volume -> values(volume.layerId()));
    }

    private static List<String> values(Optional<LayerId> id) {
        return id.isPresent() ? List.of(id.get().value()) : List.of();
    }
}
