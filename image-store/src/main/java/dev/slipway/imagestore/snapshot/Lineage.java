package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layer.Chains;
import dev.slipway.imagestore.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a snapshot comes from and what comes from it, as far as it is still there and its owner's. Nothing in here needs
 * the other: each may be deleted.
 *
 * @param layerId its content
 * @param chainDepth how many layers a volume of it reads
 * @param parent the snapshot before it: of the same volume, or the one the volume began as
 * @param children the next snapshot of its volume, and the first ones of volumes that began as it
 * @param volumes volumes that began as it
 * @param images images that begin volumes as it, and keep it from being deleted
 */
public record Lineage(
        LayerId layerId,
        int chainDepth,
        Optional<SnapshotId> parent,
        List<SnapshotId> children,
        List<VolumeId> volumes,
        List<ImageId> images) {

    public Lineage {
        children = List.copyOf(children);
        volumes = List.copyOf(volumes);
        images = List.copyOf(images);
    }

    static Lineage of(Reader reader, Snapshot snapshot) {
        List<VolumeId> volumes = new ArrayList<>();
        List<SnapshotId> children = new ArrayList<>();
        Query own = Query.all().where("owner", snapshot.ownerId());
        for (Stored<Volume> stored : reader.list(Volume.TABLE, own.where("snapshot", snapshot.snapshotId()))) {
            volumes.add(stored.document().volumeId());
            series(reader, snapshot, stored.document().volumeId()).stream().findFirst()
                    .ifPresent(first -> children.add(first.snapshotId()));
        }
        Optional<SnapshotId> parent = Optional.empty();
        if (snapshot.volumeId().isPresent()) {
            List<Snapshot> series = series(reader, snapshot, snapshot.volumeId().get());
            int place = series.indexOf(snapshot);
            if (place + 1 < series.size()) {
                children.add(0, series.get(place + 1).snapshotId());
            }
            parent = place > 0 ? Optional.of(series.get(place - 1).snapshotId()) : origin(reader, snapshot.volumeId().get());
        }
        List<ImageId> images = new ArrayList<>();
        for (Stored<Image> stored : reader.list(Image.TABLE, own.where("snapshot", snapshot.snapshotId())
                .whereNot("state", ImageState.DEREGISTERED))) {
            images.add(stored.document().imageId());
        }
        return new Lineage(snapshot.layerId(), Chains.depth(reader, snapshot.layerId()), parent, children, volumes, images);
    }

    /** The snapshots of a volume, oldest first. */
    private static List<Snapshot> series(Reader reader, Snapshot of, VolumeId volume) {
        List<Snapshot> series = new ArrayList<>();
        for (Stored<Snapshot> stored : reader.list(Snapshot.TABLE,
                Query.all().where("owner", of.ownerId()).where("volume", volume).orderBy("started"))) {
            series.add(stored.document());
        }
        return series;
    }

    private static Optional<SnapshotId> origin(Reader reader, VolumeId volume) {
        return reader.find(Volume.TABLE, volume.value()).flatMap(stored -> stored.document().snapshotId());
    }
}
