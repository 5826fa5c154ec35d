package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.tag.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots that are to be taken of some volumes at one moment.
 *
 * @param volumes which; all of one instance when they are more than one
 * @param description free text, up to 255 characters
 * @param tags the tags of each of them
 * @param copyVolumeTags whether each also gets the tags of its volume; a key of {@code tags} counts more
 */
public record SnapshotRequest(
        List<VolumeId> volumes, Optional<String> description, List<Tag> tags, boolean copyVolumeTags) {

    private static final int DESCRIPTION_LENGTH = 255;

    /** Throws PARAMETER_VALUE. */
    public SnapshotRequest {
        volumes = List.copyOf(volumes);
        tags = List.copyOf(tags);
        checkDescription(description);
    }

    /** Throws PARAMETER_VALUE for a description that is too long for a snapshot. */
    public static void checkDescription(Optional<String> description) {
        if (description.isPresent() && description.get().length() > DESCRIPTION_LENGTH) {
            throw new StoreException(StoreError.PARAMETER_VALUE,
                    "The description has more than " + DESCRIPTION_LENGTH + " characters.");
        }
    }

    /** The tags of a snapshot of a volume that has these. */
    List<Tag> tagsWith(List<Tag> ofVolume) {
        if (!copyVolumeTags) {
            return tags;
        }
        List<Tag> all = new ArrayList<>(tags);
        List<String> keys = Tag.keys(tags);
        for (Tag tag : ofVolume) {
            if (!keys.contains(tag.key())) {
                all.add(tag);
            }
        }
        return all;
    }
}
