package dev.slipway.imagestore.bundle;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.DiskSource;
import java.nio.file.Path;

/** The disk that a bundle is made of. */
public sealed interface BundleSource {

    /** A disk image that nobody has vouched for; it follows the rules of an import. */
    record File(DiskSource disk) implements BundleSource {
        public File {
            requireNonNull(disk, "disk");
        }
    }

    /** A snapshot of this account. */
    record OfSnapshot(SnapshotId id) implements BundleSource {
        public OfSnapshot {
            requireNonNull(id, "id");
        }
    }

    /** A volume of this account that is attached nowhere, and stays so meanwhile. */
    record OfVolume(VolumeId id) implements BundleSource {
        public OfVolume {
            requireNonNull(id, "id");
        }
    }

    /** A qcow2 that our own QEMU wrote and that nobody writes any more; it may name layers of the store. */
    record OwnDisk(Path qcow2) implements BundleSource {
        public OwnDisk {
            requireNonNull(qcow2, "qcow2");
        }
    }
}
