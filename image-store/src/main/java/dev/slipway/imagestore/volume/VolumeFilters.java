package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.filter.FilterRule.column;
import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.all;
import static dev.slipway.imagestore.filter.FilterTexts.maybe;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html">DescribeVolumes</a> that have a
 * meaning here, and the product codes that images have there.
 */
public final class VolumeFilters implements FilterNames<Volume> {

    @Override
    public List<String> names() {
        return List.of("attachment.attach-time", "attachment.delete-on-termination", "attachment.device",
                "attachment.instance-id", "attachment.status", "availability-zone", "create-time", "encrypted",
                "product-code", "size", "snapshot-id", "status", TagFilters.TAG_KEY_IN_NAME, "tag-key", "volume-id",
                "volume-type");
    }

    @Override
    public Optional<FilterRule<Volume>> rule(String name) {
        return switch (name) {
            case "attachment.attach-time" -> Optional.of(attachments(a -> Timestamp.format(a.attachTime())));
            case "attachment.delete-on-termination" -> Optional.of(attachments(VolumeAttachment::deleteOnTermination));
            case "attachment.device" -> Optional.of(attachments(VolumeAttachment::device));
            case "attachment.instance-id" -> Optional.of(column("instance", v -> texts(v, VolumeAttachment::instanceId)));
            case "attachment.status" -> Optional.of(attachments(VolumeAttachment::state));
            case "availability-zone" -> Optional.of(document(v -> one(v.availabilityZone())));
            case "create-time" -> Optional.of(document(v -> one(Timestamp.format(v.createTime()))));
            case "encrypted" -> Optional.of(document(v -> one(false)));
            case "product-code" -> Optional.of(document(v -> all(v.productCodes())));
            case "size" -> Optional.of(document(v -> one(v.size())));
            case "snapshot-id" -> Optional.of(column("snapshot", v -> maybe(v.snapshotId())));
            case "status" -> Optional.of(column("state", v -> one(v.state())));
            case "volume-id" -> Optional.of(column("id", v -> one(v.volumeId())));
            case "volume-type" -> Optional.of(document(v -> one(v.volumeType())));
            default -> TagFilters.rule(name, Volume::tags);
        };
    }

    private static FilterRule<Volume> attachments(Function<VolumeAttachment, Object> part) {
        return document(volume -> texts(volume, part));
    }

    private static List<String> texts(Volume volume, Function<VolumeAttachment, Object> part) {
        List<String> texts = new ArrayList<>();
        for (VolumeAttachment attachment : volume.attachments()) {
            texts.add(part.apply(attachment).toString());
        }
        return texts;
    }
}
