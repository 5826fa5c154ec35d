package dev.slipway.imagestore.bundle;

import static dev.slipway.imagestore.errors.StoreError.BUNDLE_EXISTS;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.bundle.manifest.ManifestWriter;
import dev.slipway.imagestore.bundle.parts.BundleWriter;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a bundle: the disk is brought into staging, compressed there, and moved into its bucket, the manifest last. */
final class BundleCreation {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final AccountId account;
    private final BundleOperation operation;
    private final RawDisk disks;
    private final BundleFiles files;

    BundleCreation(Catalogue catalogue, StoreLayout layout, AccountId account, BundleOperation operation, RawDisk disks,
            BundleFiles files) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.account = account;
        this.operation = operation;
        this.disks = disks;
        this.files = files;
    }

    void run(BundleLocation location, BundleSource source, BundledMachine machine, Progress progress) {
        // Once without waiting for whoever makes it, and again when it is nobody else's turn.
        requireFree(location);
        operation.run(location, () -> requireFree(location), disks.layersOf(source), RawDisk.claims(source),
                running -> make(running, location, source, machine, progress));
    }

    private void make(Operation running, BundleLocation location, BundleSource source, BundledMachine machine,
            Progress progress) {
        Path staging = layout.staging(running.operationId());
        Path raw = disks.stage(source, staging, progress);
        BundleManifest manifest = BundleWriter.write(raw, staging, location.name(), account,
                machine.charging(disks.productCodesOf(source)), progress);
        DurableFiles.delete(raw);
        Failpoint.BUNDLE_STAGED.reached();
        catalogue.change(change -> {
            files.place(location, manifest.parts(), staging);
            return null;
        });
        Failpoint.BUNDLE_PARTS_MOVED.reached();
        DurableFiles.write(files.manifest(location), ManifestWriter.write(manifest));
        Failpoint.BUNDLE_WRITTEN.reached();
    }

    void requireFree(BundleLocation location) {
        if (Files.exists(files.manifest(location)) || files.hasParts(location)) {
            throw new StoreException(BUNDLE_EXISTS, "There is a bundle '" + location + "' already, or a part of one.",
                    "slipway bundle delete " + location.imageLocation());
        }
    }
}
