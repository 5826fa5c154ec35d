package dev.slipway.launcher.exchange;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.tag.Tag;
import java.util.List;
import java.util.Optional;

/**
 * An import in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportImage.html">ImportImage</a> and ImportSnapshot.
 *
 * @param place where the disk is
 * @param format what it is said to be; recognised where nothing is said
 * @param architecture of an image, where its source does not say
 * @param bootMode of an image
 * @param platform {@code windows}, or nothing
 * @param tags the task's and, as in EC2, of what it makes
 */
public record ImportTaskRequest(
        DiskPlace place,
        Optional<DiskFormat> format,
        Optional<String> description,
        Optional<Architecture> architecture,
        Optional<BootMode> bootMode,
        Optional<String> platform,
        List<Tag> tags,
        Optional<String> clientToken,
        boolean dryRun) {

    public ImportTaskRequest {
        tags = Tag.checked(tags);
    }
}
