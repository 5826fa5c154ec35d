package dev.slipway.imagestore.bundle;

import static dev.slipway.imagestore.errors.StoreError.BUNDLE_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.files.KernelLock;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.parts.BundleReader;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.LayerImport;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.sweep.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Unpacks bundles into layers, each once: later launches find the layer by the manifest's digest, and launches that come
 * meanwhile wait for the first. The layer is kept while an image is registered from the bundle.
 */
final class BundleUnpacking {

    private static final String UNPACK = "unpack";
    private static final String LAYER = "layer";
    private static final String LOCATION = "location";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final LayerImport layerImport;
    private final BundleFiles files;

    BundleUnpacking(Catalogue catalogue, StoreLayout layout, Operations operations, LayerImport layerImport,
            BundleFiles files) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.layerImport = layerImport;
        this.files = files;
        operations.register(UNPACK, this::settle);
    }

    Layer layer(BundleLocation location, Progress progress) {
        try {
            // Nearly always it is there, and then nobody waits for anybody.
            Optional<Layer> cached = cached(files.manifestDigest(location));
            return cached.isPresent() ? cached.get() : unpackAlone(location, progress);
        } catch (StoreException e) {
            if (e.kind() != BUNDLE_NOT_FOUND) {
                throw e;
            }
            throw new StoreException(INVALID_MANIFEST,
                    "The manifest '" + location.imageLocation() + "' is not there (any more).", null, e);
        }
    }

    private Layer unpackAlone(BundleLocation location, Progress progress) {
        KernelLock lock = KernelLock.take(layout.bundleLock(location.bucket(), location.prefix()));
        try {
            Bundle bundle = files.read(location);
            Optional<Layer> meanwhile = cached(bundle.manifestSha256());
            return meanwhile.isPresent() ? meanwhile.get() : unpack(bundle, progress);
        } finally {
            lock.closeAndDelete();
        }
    }

    private Optional<Layer> cached(String manifestSha256) {
        return catalogue.read(reader -> reader.find(UnpackedBundle.TABLE, manifestSha256)
                .flatMap(unpacked -> reader.find(Layer.TABLE, unpacked.document().layerId().value()))
                .map(Stored::document));
    }

    private Layer unpack(Bundle bundle, Progress progress) {
        LayerId id = LayerId.next();
        try (RunningOperation operation = operations.begin(UNPACK,
                Map.of(LAYER, id.value(), LOCATION, bundle.location().imageLocation()), List.of())) {
            StagedLayer staged = stage(bundle, id, layout.staging(operation.operation().operationId()), progress);
            Failpoint.BUNDLE_UNPACKED.reached();
            Layer unpacked = catalogue.change(change -> {
                Layer layer = new Layers(layout).admit(change, staged);
                Failpoint.BUNDLE_LAYER_MOVED.reached();
                forgetGone(change.list(UnpackedBundle.TABLE, Query.all()), change);
                change.insert(UnpackedBundle.TABLE, new UnpackedBundle(bundle.manifestSha256(),
                        bundle.location().imageLocation(), layer.layerId(), Timestamp.now()));
                return layer;
            });
            Failpoint.BUNDLE_CACHED.reached();
            return unpacked;
        }
    }

    /** Memories of layers that a sweep has taken: it knows nothing of bundles. */
    private static void forgetGone(List<Stored<UnpackedBundle>> all, Change change) {
        for (Stored<UnpackedBundle> stored : all) {
            if (change.find(Layer.TABLE, stored.document().layerId().value()).isEmpty()) {
                change.delete(UnpackedBundle.TABLE, stored.document().manifestSha256());
            }
        }
    }

    private StagedLayer stage(Bundle bundle, LayerId id, Path staging, Progress progress) {
        try {
            Files.createDirectories(staging);
        } catch (IOException e) {
            throw FileFailure.of(staging, "be made", e);
        }
        // At least this: the disk, and the layer that is made of it.
        DurableFiles.requireSpace(staging, 2 * bundle.manifest().bundledSizeBytes());
        Path raw = staging.resolve("disk.raw");
        new BundleReader(bundle, files.folder(bundle.location()), progress).unpack(raw);
        StagedLayer staged = layerImport.stage(new DiskSource(raw, Optional.of(DiskFormat.RAW)), id, staging, progress);
        DurableFiles.delete(raw);
        return staged;
    }

    /** Without its row the layer never was; with it, only the staging folder is left to remove. */
    private void settle(Operation operation) {
        LayerId layer = new LayerId(operation.details().get(LAYER));
        catalogue.read(reader -> {
            if (reader.find(Layer.TABLE, layer.value()).isEmpty()) {
                DurableFiles.delete(layout.layer(layer));
            }
            return null;
        });
        DurableFiles.delete(layout.staging(operation.operationId()));
        BundleLocation location = BundleLocation.of(operation.details().get(LOCATION));
        KernelLock.tryTake(layout.bundleLock(location.bucket(), location.prefix()))
                .ifPresent(KernelLock::closeAndDelete);
    }

    /** The layers of bundles that an image is registered from. */
    Roots needed(Reader reader) {
        Set<LayerId> layers = new HashSet<>();
        for (Stored<UnpackedBundle> stored : reader.list(UnpackedBundle.TABLE, Query.all())) {
            Query registered = Query.all().where("location", stored.document().location())
                    .whereNot("state", ImageState.DEREGISTERED);
            if (reader.count(Image.TABLE, registered) > 0) {
                layers.add(stored.document().layerId());
            }
        }
        return new Roots(layers, Set.of());
    }
}
