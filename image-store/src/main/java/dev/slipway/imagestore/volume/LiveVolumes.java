package dev.slipway.imagestore.volume;

import dev.slipway.imagestore.id.VolumeId;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whoever runs guests on volumes, as the store sees it: the store itself knows no guest. Instances are named as an
 * attachment names them. What it throws ends the work it is asked for, which is then undone.
 */
public interface LiveVolumes {

    /** A store by itself: nothing that is attached is ever written. */
    LiveVolumes NONE = new LiveVolumes() {
        @Override
        public Consistency switchOver(String instance, Map<VolumeId, Path> files) {
            return Consistency.AT_REST;
        }

        @Override
        public boolean uses(String instance, VolumeId volume, Path file) {
            return false;
        }

        @Override
        public void moved(String instance) {
        }

        @Override
        public boolean grow(String instance, VolumeId volume, long sizeBytes) {
            return false;
        }
    };

    /**
     * Has the guest go on in other files, all at one moment, or in none of them; where no guest runs there is nothing to
     * do. Each file is an overlay on the one the guest writes now, which is still at its place under its name.
     *
     * @param files the next file of each volume
     * @return what the files that are left behind hold
     */
    Consistency switchOver(String instance, Map<VolumeId, Path> files);

    /** Whether the instance's machine writes this file as that volume, or would at its next start by itself. */
    boolean uses(String instance, VolumeId volume, Path file);

    /** Told when the catalogue names other files for volumes of an instance than it did before. */
    void moved(String instance);

    /**
     * Grows a volume for the guest that writes it, which is told.
     *
     * @return false when no guest runs, so that the file is the store's to grow
     */
    boolean grow(String instance, VolumeId volume, long sizeBytes);
}
