package dev.slipway.imagestore.registry.lookup;

import static dev.slipway.imagestore.filter.FilterRule.column;
import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.all;
import static dev.slipway.imagestore.filter.FilterTexts.maybe;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.AccountWords;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.product.ProductCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html">DescribeImages</a> that have a
 * meaning here. Each is made when it is asked for: a cold process uses one or two of them.
 */
public final class ImageFilters implements FilterNames<Image> {

    private static final String MAPPING = "block-device-mapping.";

    private final AccountId account;

    /** The filters as an account means them: {@code owner-alias=self} is its own. */
    public ImageFilters(AccountId account) {
        this.account = account;
    }

    @Override
    public List<String> names() {
        return List.of("architecture", "block-device-mapping.delete-on-termination", "block-device-mapping.device-name",
                "block-device-mapping.encrypted", "block-device-mapping.snapshot-id", "block-device-mapping.volume-size",
                "block-device-mapping.volume-type", "boot-mode", "creation-date", "description", "hypervisor", "image-id",
                "image-type", "imds-support", "is-public", "kernel-id", "manifest-location", "name", "owner-alias",
                "owner-id", "platform", "platform-details", "product-code", "product-code.type", "ramdisk-id",
                "root-device-name", "root-device-type", "source-image-id", "source-image-region", "source-instance-id",
                "state", "state-reason-code", "state-reason-message", TagFilters.TAG_KEY_IN_NAME, "tag-key",
                "virtualization-type");
    }

    @Override
    public Optional<FilterRule<Image>> rule(String name) {
        return switch (name) {
            case "architecture" -> Optional.of(column("architecture", image -> one(image.architecture())));
            case "boot-mode" -> Optional.of(document(image -> maybe(image.bootMode())));
            case "creation-date" -> Optional.of(document(image -> one(Timestamp.format(image.creationDate()))));
            case "description" -> Optional.of(document(image -> maybe(image.description())));
            case "hypervisor" -> Optional.of(document(image -> one(Image.HYPERVISOR)));
            case "image-id" -> Optional.of(column("id", image -> one(image.imageId())));
            case "image-type" -> Optional.of(column("type", image -> one(image.imageType())));
            case "imds-support" -> Optional.of(document(image -> maybe(image.imdsSupport())));
            case "is-public" -> Optional.of(document(image -> one(image.launchPermissions().isPublic())));
            case "kernel-id" -> Optional.of(document(image -> maybe(image.kernelId())));
            case "manifest-location" -> Optional.of(column("location", image -> maybe(image.imageLocation())));
            case "name" -> Optional.of(column("name", image -> one(image.name())));
            case "owner-alias" -> Optional.of(document(
                    image -> image.ownerId().equals(account) ? one(AccountWords.SELF) : List.of()));
            case "owner-id" -> Optional.of(column("owner", image -> one(image.ownerId())));
            case "platform" -> Optional.of(document(image -> maybe(image.platform())));
            case "platform-details" -> Optional.of(document(image -> one(image.platformDetails())));
            case "product-code" -> Optional.of(column("product_code", image -> all(image.productCodes())));
            case "product-code.type" -> Optional.of(document(
                    image -> image.productCodes().isEmpty() ? List.of() : one(ProductCode.TYPE)));
            case "ramdisk-id" -> Optional.of(document(image -> maybe(image.ramdiskId())));
            case "root-device-name" -> Optional.of(document(image -> maybe(image.rootDeviceName())));
            case "root-device-type" -> Optional.of(document(image -> one(image.rootDeviceType())));
            case "source-image-id" -> Optional.of(document(image -> maybe(image.origin().sourceImageId())));
            case "source-image-region" -> Optional.of(document(image -> maybe(image.origin().sourceImageRegion())));
            case "source-instance-id" -> Optional.of(document(image -> maybe(image.origin().sourceInstanceId())));
            case "state" -> Optional.of(column("state", image -> one(image.state())));
            case "state-reason-code" -> Optional.of(document(image -> maybe(image.stateReason().map(r -> r.code()))));
            case "state-reason-message" ->
                    Optional.of(document(image -> maybe(image.stateReason().map(r -> r.message()))));
            case "virtualization-type" -> Optional.of(document(image -> one(image.virtualizationType())));
            default -> name.startsWith(MAPPING)
                    ? mappingRule(name.substring(MAPPING.length())) : TagFilters.rule(name, Image::tags);
        };
    }

    private static Optional<FilterRule<Image>> mappingRule(String name) {
        return switch (name) {
            case "delete-on-termination" -> Optional.of(volumes(ebs -> maybe(ebs.deleteOnTermination())));
            case "device-name" -> Optional.of(mappings(mapping -> one(mapping.deviceName())));
            case "encrypted" -> Optional.of(volumes(ebs -> one(false)));
            case "snapshot-id" -> Optional.of(column("snapshot", image -> all(image.snapshotIds())));
            case "volume-size" -> Optional.of(volumes(ebs -> maybe(ebs.volumeSize())));
            case "volume-type" -> Optional.of(volumes(ebs -> maybe(ebs.volumeType())));
            default -> Optional.empty();
        };
    }

    private static FilterRule<Image> volumes(Function<EbsRequest, List<String>> texts) {
        return mappings(mapping -> mapping.ebs().isPresent() ? texts.apply(mapping.ebs().get()) : List.of());
    }

    private static FilterRule<Image> mappings(Function<BlockDeviceRequest, List<String>> texts) {
        return document(image -> {
            List<String> all = new ArrayList<>();
            for (BlockDeviceMapping mapping : image.blockDeviceMappings()) {
                all.addAll(texts.apply(mapping.form()));
            }
            return all;
        });
    }
}
