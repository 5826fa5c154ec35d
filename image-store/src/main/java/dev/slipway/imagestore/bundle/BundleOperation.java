package dev.slipway.imagestore.bundle;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Work on the files of one bundle, by one process at a time. However it ends, a bundle without a manifest has no parts
 * afterwards: that undoes what was being made, and finishes what was being deleted.
 */
final class BundleOperation {

    private static final String KIND = "bundle";
    private static final String LOCATION = "location";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final BundleFiles files;

    BundleOperation(Catalogue catalogue, StoreLayout layout, Operations operations, BundleFiles files) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.files = files;
        operations.register(KIND, this::settle);
    }

    /**
     * Does the work alone.
     *
     * @param check throws what speaks against it; nothing has been touched then
     * @param layers what must not be collected meanwhile
     * @param claims ids of what nobody else may work on meanwhile
     */
    void run(BundleLocation location, Runnable check, List<LayerId> layers, List<String> claims,
            Consumer<Operation> work) {
        KernelLock lock = KernelLock.take(layout.bundleLock(location.bucket(), location.prefix()));
        try {
            check.run();
            try (RunningOperation operation =
                    operations.begin(KIND, Map.of(LOCATION, location.imageLocation()), layers, claims)) {
                work.accept(operation.operation());
            }
        } finally {
            lock.closeAndDelete();
        }
    }

    private void settle(Operation operation) {
        BundleLocation location = BundleLocation.of(operation.details().get(LOCATION));
        if (!Files.exists(files.manifest(location))) {
            catalogue.change(change -> {
                files.deleteParts(location);
                return null;
            });
        }
        DurableFiles.delete(layout.staging(operation.operationId()));
        // A dead owner's; a living one has it still, and removes it himself.
        KernelLock.tryTake(layout.bundleLock(location.bucket(), location.prefix()))
                .ifPresent(KernelLock::closeAndDelete);
    }
}
