package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An image to be made of an instance, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html">CreateImage</a>.
 *
 * @param name by EC2's rule for names
 * @param description up to 255 characters
 * @param noReboot leaves the guest running; it is shut down and started again otherwise
 * @param patience how long a guest may take to shut down before the plug is pulled
 * @param devices what differs from the instance's own devices, and what comes in addition
 * @param tags the image's
 * @param snapshotTags its snapshots'
 * @param dryRun says whether it would succeed, and does nothing
 */
public record CreateImageRequest(
        InstanceId instance,
        String name,
        Optional<String> description,
        boolean noReboot,
        Duration patience,
        List<BlockDeviceRequest> devices,
        List<Tag> tags,
        List<Tag> snapshotTags,
        boolean dryRun) {

    private static final int DESCRIPTION_LENGTH = 255;

    /** Throws IMAGE_NAME_MALFORMED, INVALID_PARAMETER_VALUE. */
    public CreateImageRequest {
        // For its rule for names.
        ImageSettings.named(name);
        devices = List.copyOf(devices);
        tags = List.copyOf(tags);
        snapshotTags = List.copyOf(snapshotTags);
        if (description.isPresent() && description.get().length() > DESCRIPTION_LENGTH) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The description of '" + name + "' has more than " + DESCRIPTION_LENGTH + " characters.");
        }
    }
}
