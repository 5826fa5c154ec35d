package dev.slipway.imagestore.transfer;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.bundle.BundleSource;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.region.Regions;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Two regions of one home: far-1, which lies elsewhere and has images, and local-1, which gets them. */
public final class TwoRegions implements AutoCloseable {

    public static final String FAR = "far-1";

    public final TestStore near;
    public final ImageStore far;
    final Path farFolder;

    public TwoRegions(Path folder) throws IOException {
        this(folder, folder.resolve("elsewhere/far"));
    }

    public TwoRegions(Path folder, Path farFolder) throws IOException {
        near = new TestStore(folder);
        this.farFolder = farFolder;
        new Regions(near.layout.home()).add(FAR, Optional.of(farFolder), Optional.empty());
        far = openFarAs(TestStore.ALICE);
    }

    public ImageStore openFarAs(AccountId account) {
        return ImageStore.open(new StoreLayout(near.layout.home(), FAR), account, List.of());
    }

    /** An image in the far region whose root has one layer of random content. */
    public Image simple(String name, int mib, long seed) throws IOException {
        return far.images().importMachineImage(ImageSettings.named(name),
                DiskSource.of(near.qcow2(name + ".qcow2", mib, seed)), Progress.NONE);
    }

    /** An image whose root is in a bundle of the far region, {@code lab/web.manifest.xml} for one named web. */
    public Image bundled(String name, int mib, long seed) throws IOException {
        return bundled(name, mib, seed, Optional.empty());
    }

    Image bundled(String name, int mib, long seed, Optional<ImageId> kernel) throws IOException {
        BundleLocation location = new BundleLocation("lab", name);
        far.bundles().create(location, new BundleSource.File(DiskSource.of(near.raw(name + ".raw", mib, seed))),
                new BundledMachine(Architecture.X86_64, kernel, Optional.empty(), Optional.empty(), "/dev/sda1", List.of(),
                        List.of()), Progress.NONE);
        ImageSettings plain = ImageSettings.named(name);
        ImageSettings settings = new ImageSettings(name, Optional.empty(), plain.architecture(), kernel.isPresent()
                ? VirtualizationType.PARAVIRTUAL : plain.virtualizationType(), Optional.empty(), kernel,
                Optional.empty(), Optional.empty(), List.of());
        return far.bundleRegistration().register(location, settings, Optional.empty(), List.of());
    }

    /** An image with a chain of two layers, the upper one without a digest, and a second volume from the lower one. */
    public Image chained(String name, int mib, long seed) throws IOException {
        Image base = simple(name + "-base", mib, seed);
        LayerId parent = layerOf(base);
        LayerId id = LayerId.next();
        Path folder = Files.createDirectories(far.layout().stagingArea().resolve(id.value()));
        Path disk = StoreLayout.layerDiskIn(folder);
        // In a folder beside, so that the relative name of the parent leads somewhere.
        Path place = Files.createDirectories(far.layout().layers().resolve(id.value())).resolve("disk.qcow2");
        QemuImg.createOverlay(place, StoreLayout.layerDiskAsBacking(parent), DiskFormat.QCOW2, (long) mib << 20);
        TestStore.qemuImg("bench", "-w", "-c", "4", "-s", "65536", "-f", "qcow2", "--pattern=7", place.toString());
        Files.move(place, disk);
        Files.delete(place.getParent());
        Layer upper = new Layer(id, Optional.of(parent), (long) mib << 20, Files.size(disk), DiskFormat.QCOW2,
                Optional.empty(), Timestamp.now());
        Snapshot snapshot = far.catalogue().change(change -> {
            Layer layer = new Layers(far.layout()).admit(change, new StagedLayer(upper, folder));
            return change.insert(Snapshot.TABLE, Snapshot.completed(SnapshotId.next(), TestStore.ALICE, "upper", layer,
                    Timestamp.now(), List.of())).document();
        });
        SnapshotId lower = base.rootVolume().orElseThrow().snapshotId();
        return far.images().register(ImageSettings.named(name), "/dev/sda1",
                List.of(volume("/dev/sda1", snapshot.snapshotId()), volume("/dev/sdb", lower),
                        new BlockDeviceRequest("/dev/sdc", Optional.empty(), Optional.of("ephemeral0"), Optional.empty())));
    }

    private static BlockDeviceRequest volume(String device, SnapshotId snapshot) {
        return new BlockDeviceRequest(device, Optional.of(new EbsRequest(Optional.of(snapshot), Optional.of(3),
                Optional.of("gp3"), Optional.of(false))), Optional.empty(), Optional.empty());
    }

    public LayerId layerOf(Image image) {
        return layerOf(far, image);
    }

    public static LayerId layerOf(ImageStore store, Image image) {
        return store.snapshots().ofImage(image.rootVolume().orElseThrow().snapshotId()).layerId();
    }

    public static List<Layer> layers(ImageStore store) {
        return store.catalogue().read(reader -> reader.list(Layer.TABLE, Query.all()).stream()
                .map(stored -> stored.document()).toList());
    }

    /** Changes one byte in the middle of a layer of the far region. */
    public void damage(LayerId layer) throws IOException {
        Path disk = far.layout().layerDisk(layer);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            long at = file.length() / 2;
            file.seek(at);
            int old = file.read();
            file.seek(at);
            file.write(old ^ 1);
        }
    }

    /** The raw content of an image's root volume. */
    public byte[] contentOf(ImageStore store, Image image) throws IOException {
        Path raw = near.file("content-" + System.nanoTime() + ".raw");
        TestStore.qemuImg("convert", "-f", "qcow2", "-O", "raw",
                store.layout().layerDisk(layerOf(store, image)).toString(), raw.toString());
        byte[] content = Files.readAllBytes(raw);
        Files.delete(raw);
        return content;
    }

    @Override
    public void close() {
        far.close();
        near.close();
    }
}
