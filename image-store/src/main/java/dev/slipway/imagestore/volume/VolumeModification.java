package dev.slipway.imagestore.volume;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The last change of a volume, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VolumeModification.html">VolumeModification</a>.
 *
 * @param originalSize its size before, in GiB
 * @param targetSize its size after, in GiB
 * @param startTime when it was asked for
 * @param endTime when it was done: there is nothing to optimize after that
 */
public record VolumeModification(
        int originalSize, String originalType, int targetSize, String targetType, Instant startTime, Instant endTime) {

    public VolumeModification {
        requireNonNull(originalType, "originalType");
        requireNonNull(targetType, "targetType");
        requireNonNull(startTime, "startTime");
        requireNonNull(endTime, "endTime");
    }
}
