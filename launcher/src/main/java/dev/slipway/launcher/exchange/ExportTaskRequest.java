package dev.slipway.launcher.exchange;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.transfer.archive.ExportFormat;
import java.util.List;
import java.util.Optional;

/**
 * An export in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ExportImage.html">ExportImage</a>.
 *
 * @param bucket the folder that the file goes to
 * @param prefix what its name begins with, before the task's id
 */
public record ExportTaskRequest(
        ImageId image,
        ExportFormat format,
        String bucket,
        String prefix,
        Optional<String> description,
        List<Tag> tags,
        Optional<String> clientToken,
        boolean dryRun) {

    public ExportTaskRequest {
        tags = Tag.checked(tags);
    }
}
