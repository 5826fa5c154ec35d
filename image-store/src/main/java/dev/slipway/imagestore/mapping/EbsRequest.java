package dev.slipway.imagestore.mapping;

import dev.slipway.imagestore.id.SnapshotId;
import java.util.Optional;

/**
 * A volume as a request describes it, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html">EbsBlockDevice</a>; what is
 * empty follows from the image, the snapshot or the defaults.
 *
 * @param snapshotId what it begins as
 * @param volumeSize its size in GiB
 * @param volumeType EC2's word for its kind
 * @param deleteOnTermination whether it goes with its instance
 * @param iops operations a second; kept and shown, nothing here limits a volume to them
 * @param throughput MiB a second, likewise
 * @param encrypted whether it is encrypted, which nothing here is
 */
public record EbsRequest(
        Optional<SnapshotId> snapshotId,
        Optional<Integer> volumeSize,
        Optional<String> volumeType,
        Optional<Boolean> deleteOnTermination,
        Optional<Integer> iops,
        Optional<Integer> throughput,
        Optional<Boolean> encrypted) {

    /** What most volumes are asked for with. */
    public EbsRequest(Optional<SnapshotId> snapshotId, Optional<Integer> volumeSize, Optional<String> volumeType,
            Optional<Boolean> deleteOnTermination) {
        this(snapshotId, volumeSize, volumeType, deleteOnTermination, Optional.empty(), Optional.empty(),
                Optional.empty());
    }
}
