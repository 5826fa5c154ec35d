package dev.slipway.imagestore.mapping;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.SnapshotId;

/** What an image puts behind a device name. */
public sealed interface BlockDevice {

    /**
     * A volume that begins as a snapshot.
     *
     * @param snapshotId the snapshot
     * @param volumeSize the volume's size in GiB, not smaller than the snapshot
     * @param volumeType EC2's word for the volume's kind
     * @param deleteOnTermination whether the volume goes with its instance
     */
    record FromSnapshot(SnapshotId snapshotId, int volumeSize, String volumeType, boolean deleteOnTermination)
            implements BlockDevice {
        public FromSnapshot {
            requireNonNull(snapshotId, "snapshotId");
            requireNonNull(volumeType, "volumeType");
        }
    }

    /** An empty volume, described as in {@link FromSnapshot}. */
    record Blank(int volumeSize, String volumeType, boolean deleteOnTermination) implements BlockDevice {
        public Blank {
            requireNonNull(volumeType, "volumeType");
        }
    }

    /**
     * An instance store disk, empty at every start.
     *
     * @param number counts them from 0: {@code ephemeral0}
     */
    record Ephemeral(int number) implements BlockDevice {

        /** EC2's name for it: {@code ephemeral0}. */
        public String virtualName() {
            return EPHEMERAL_PREFIX + number;
        }
    }

    /** Nothing, where the image or EC2 would put something otherwise. */
    record NoDevice() implements BlockDevice {
    }

    /** What the names of instance store disks begin with. */
    String EPHEMERAL_PREFIX = "ephemeral";
}
