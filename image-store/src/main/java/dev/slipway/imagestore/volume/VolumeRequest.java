package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static dev.slipway.imagestore.errors.StoreError.ZONE_NOT_FOUND;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.mapping.VolumeRules;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import java.util.List;
import java.util.Optional;

/**
 * A volume as a user asks for it, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html">CreateVolume</a>.
 *
 * @param snapshotId what it begins as; empty for a blank one
 * @param size in GiB; the snapshot's where it is left open
 * @param volumeType EC2's word for its kind; all kinds are the same here
 * @param iops operations a second, which nothing here limits a volume to
 * @param throughput MiB a second, likewise
 * @param availabilityZone where it is to be; the region has one
 * @param tags its tags
 * @param clientToken makes asking again harmless: the same token gives the same volume
 */
public record VolumeRequest(
        Optional<SnapshotId> snapshotId,
        Optional<Integer> size,
        Optional<String> volumeType,
        Optional<Integer> iops,
        Optional<Integer> throughput,
        Optional<String> availabilityZone,
        List<Tag> tags,
        Optional<String> clientToken) {

    private static final int TOKEN_LENGTH = 64;

    /** Throws PARAMETER_VALUE for a token that is none. */
    public VolumeRequest {
        tags = List.copyOf(tags);
        if (clientToken.isPresent() && (clientToken.get().isEmpty() || clientToken.get().length() > TOKEN_LENGTH)) {
            throw new StoreException(PARAMETER_VALUE, "A client token has 1 to " + TOKEN_LENGTH + " characters.");
        }
    }

    /** One that makes a volume each time. */
    public VolumeRequest(Optional<SnapshotId> snapshotId, Optional<Integer> size, Optional<String> volumeType, Optional<Integer> iops,
            Optional<Integer> throughput, Optional<String> availabilityZone, List<Tag> tags) {
        this(snapshotId, size, volumeType, iops, throughput, availabilityZone, tags, Optional.empty());
    }

    /**
     * What is to be made. Throws PARAMETER_MISSING without snapshot and size, PARAMETER_VALUE for a size or a type that
     * cannot be, ZONE_NOT_FOUND.
     *
     * @param source the snapshot, where one is named
     * @param zone the region's availability zone
     */
    VolumePlan plan(Optional<Snapshot> source, String zone) {
        if (availabilityZone.isPresent() && !availabilityZone.get().equals(zone)) {
            throw new StoreException(ZONE_NOT_FOUND,
                    "The zone " + Quoted.of(availabilityZone.get()) + " does not exist; the region has '" + zone + "'.");
        }
        VolumeRules.check(new EbsRequest(snapshotId, size, volumeType, Optional.empty(), iops, throughput, Optional.empty()));
        int least = source.map(Snapshot::volumeSize).orElse(1);
        int gib = size.or(() -> source.map(Snapshot::volumeSize)).orElseThrow(() -> new StoreException(PARAMETER_MISSING,
                "The request must contain the parameter size or snapshotId."));
        if (gib < least) {
            throw new StoreException(PARAMETER_VALUE, source.isPresent()
                    ? "Volume of size " + gib + "GB is smaller than snapshot '" + source.get().snapshotId()
                            + "', expect size >= " + least + "GB."
                    : "Volume of size " + gib + "GB is too small; the minimum is 1GB.");
        }
        if (gib > VolumePlan.MAX_SIZE) {
            throw new StoreException(PARAMETER_VALUE,
                    "Volume of size " + gib + "GB is too large; the maximum is " + VolumePlan.MAX_SIZE + "GB.");
        }
        return new VolumePlan(VolumeId.next(), source, gib, volumeType.orElse(VolumePlan.DEFAULT_TYPE), tags);
    }
}
