package dev.slipway.imagestore.scale;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.tag.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills a store for scripts/bench, by the services that everybody uses, and says how fast it went. Each image is
 * registered by a call of its own.
 */
public final class ManyImages {

    private static final int SNAPSHOTS_A_CHANGE = 1000;

    private ManyImages() {
    }

    /**
     * {@code snapshots HOME ACCOUNT COUNT} makes snapshots, all of one layer; {@code images HOME ACCOUNT COUNT PREFIX}
     * registers images with two disks each, and prints how many, and when that began and ended in milliseconds.
     */
    public static void main(String[] words) {
        StoreLayout layout = new StoreLayout(Path.of(words[1]), StoreLayout.DEFAULT_REGION);
        int count = Integer.parseInt(words[3]);
        try (ImageStore store = ImageStore.open(layout, new AccountId(words[2]), List.of())) {
            if (words[0].equals("snapshots")) {
                makeSnapshots(store, count);
            } else {
                register(store, count, words[4]);
            }
        }
    }

    private static void makeSnapshots(ImageStore store, int count) {
        Layer layer = store.catalogue().read(reader -> reader.list(Layer.TABLE, Query.all().limit(1)))
                .stream().findFirst().map(stored -> stored.document()).orElse(null);
        LayerId layerId = layer == null ? LayerId.next() : layer.layerId();
        for (int done = 0; done < count; done += SNAPSHOTS_A_CHANGE) {
            int many = Math.min(SNAPSHOTS_A_CHANGE, count - done);
            store.catalogue().change(change -> {
                for (int i = 0; i < many; i++) {
                    change.insert(Snapshot.TABLE, new Snapshot(SnapshotId.next(), store.account(),
                            Optional.of("Made for a measurement"), Optional.empty(), 8, SnapshotState.COMPLETED,
                            Optional.empty(), Timestamp.now(), layerId, Permissions.NONE, List.of(),
                            List.of(new Tag("made-for", "bench"))));
                }
                return null;
            });
        }
    }

    private static void register(ImageStore store, int count, String prefix) {
        List<SnapshotId> snapshots = new ArrayList<>();
        store.catalogue().read(reader -> reader.list(Snapshot.TABLE, Query.all().where("owner", store.account())
                .limit(2 * count))).forEach(stored -> snapshots.add(stored.document().snapshotId()));
        long begin = System.currentTimeMillis();
        for (int i = 0; i < count; i++) {
            store.images().register(
                    settings(prefix + i), Images.DEFAULT_ROOT_DEVICE, List.of(
                            device(Images.DEFAULT_ROOT_DEVICE, snapshots.get(2 * i % snapshots.size())),
                            device("/dev/sdb", snapshots.get((2 * i + 1) % snapshots.size()))));
        }
        System.out.println(count + " " + begin + " " + System.currentTimeMillis());
    }

    private static ImageSettings settings(String name) {
        ImageSettings plain = ImageSettings.named(name);
        return new ImageSettings(name, Optional.of("Registered for a measurement"), plain.architecture(),
                plain.virtualizationType(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                List.of(new Tag("made-for", "bench"), new Tag("Name", name)));
    }

    private static BlockDeviceRequest device(String name, SnapshotId snapshot) {
        return new BlockDeviceRequest(name, Optional.of(new EbsRequest(
                Optional.of(snapshot), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(), Optional.empty());
    }
}
