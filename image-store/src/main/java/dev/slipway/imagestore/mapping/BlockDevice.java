package dev.slipway.imagestore.mapping;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.SnapshotId;
import java.util.Optional;

/** What an image puts behind a device name. */
public sealed interface BlockDevice {

    /**
     * A volume that begins as a snapshot.
     *
     * @param snapshotId the snapshot
     * @param volumeSize the volume's size in GiB, not smaller than the snapshot
     * @param volumeType EC2's word for the volume's kind
     * @param deleteOnTermination whether the volume goes with its instance
     * @param iops operations a second that were asked for
     * @param throughput MiB a second that were asked for
     */
    record FromSnapshot(SnapshotId snapshotId, int volumeSize, String volumeType, boolean deleteOnTermination,
            Optional<Integer> iops, Optional<Integer> throughput) implements BlockDevice {
        public FromSnapshot {
            requireNonNull(snapshotId, "snapshotId");
            requireNonNull(volumeType, "volumeType");
        }

        /** One that nothing is asked of but its kind. */
        public FromSnapshot(SnapshotId snapshotId, int volumeSize, String volumeType, boolean deleteOnTermination) {
            this(snapshotId, volumeSize, volumeType, deleteOnTermination, Optional.empty(), Optional.empty());
        }
    }

    /** An empty volume, described as in {@link FromSnapshot}. */
    record Blank(int volumeSize, String volumeType, boolean deleteOnTermination, Optional<Integer> iops,
            Optional<Integer> throughput) implements BlockDevice {
        public Blank {
            requireNonNull(volumeType, "volumeType");
        }

        /** One that nothing is asked of but its kind. */
        public Blank(int volumeSize, String volumeType, boolean deleteOnTermination) {
            this(volumeSize, volumeType, deleteOnTermination, Optional.empty(), Optional.empty());
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
