package dev.slipway.imagestore.image;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image in the making, or one to be changed: an {@link Image} has too many parts for its constructor to be called
 * in more than one place. Each method sets the component of the same name and returns this.
 */
public final class ImageDraft {

    private final ImageId imageId;
    private final String name;
    private Optional<String> description = Optional.empty();
    private final AccountId ownerId;
    private final Architecture architecture;
    private final ImageType imageType;
    private ImageState state = ImageState.AVAILABLE;
    private Optional<StateReason> stateReason = Optional.empty();
    private final Instant creationDate;
    private Permissions launchPermissions = Permissions.NONE;
    private Optional<ImageId> kernelId = Optional.empty();
    private Optional<ImageId> ramdiskId = Optional.empty();
    private RootDeviceType rootDeviceType = RootDeviceType.EBS;
    private Optional<String> rootDeviceName = Optional.empty();
    private List<BlockDeviceMapping> blockDeviceMappings = List.of();
    private VirtualizationType virtualizationType = VirtualizationType.HVM;
    private Optional<BootMode> bootMode = Optional.empty();
    private Optional<String> kernelCommandLine = Optional.empty();
    private Optional<String> platform = Optional.empty();
    private Optional<String> imageLocation = Optional.empty();
    private Optional<ImdsSupport> imdsSupport = Optional.empty();
    private ImageOrigin origin = ImageOrigin.NONE;
    private List<ProductCode> productCodes = List.of();
    private Optional<Instant> deprecationTime = Optional.empty();
    private DeregistrationProtection deregistrationProtection = DeregistrationProtection.NONE;
    private Optional<Instant> lastLaunchedTime = Optional.empty();
    private Optional<BootFile> bootFile = Optional.empty();
    private List<Tag> tags = List.of();

    /** An image that is available, and has nothing but what every image has. */
    public ImageDraft(
            ImageId imageId, String name, AccountId ownerId, ImageType imageType, Architecture architecture,
            Instant creationDate) {
        this.imageId = imageId;
        this.name = name;
        this.ownerId = ownerId;
        this.imageType = imageType;
        this.architecture = architecture;
        this.creationDate = creationDate;
    }

    /** The same as an image that there is. */
    public static ImageDraft of(Image image) {
        ImageDraft draft = new ImageDraft(image.imageId(), image.name(), image.ownerId(), image.imageType(),
                image.architecture(), image.creationDate());
        draft.description = image.description();
        draft.state = image.state();
        draft.stateReason = image.stateReason();
        draft.launchPermissions = image.launchPermissions();
        draft.kernelId = image.kernelId();
        draft.ramdiskId = image.ramdiskId();
        draft.rootDeviceType = image.rootDeviceType();
        draft.rootDeviceName = image.rootDeviceName();
        draft.blockDeviceMappings = image.blockDeviceMappings();
        draft.virtualizationType = image.virtualizationType();
        draft.bootMode = image.bootMode();
        draft.kernelCommandLine = image.kernelCommandLine();
        draft.platform = image.platform();
        draft.imageLocation = image.imageLocation();
        draft.imdsSupport = image.imdsSupport();
        draft.origin = image.origin();
        draft.productCodes = image.productCodes();
        draft.deprecationTime = image.deprecationTime();
        draft.deregistrationProtection = image.deregistrationProtection();
        draft.lastLaunchedTime = image.lastLaunchedTime();
        draft.bootFile = image.bootFile();
        draft.tags = image.tags();
        return draft;
    }

    /** The image. */
    public Image build() {
        return new Image(imageId, name, description, ownerId, architecture, imageType, state, stateReason,
                creationDate, launchPermissions, kernelId, ramdiskId, rootDeviceType, rootDeviceName, blockDeviceMappings,
                virtualizationType, bootMode, kernelCommandLine, platform, imageLocation, imdsSupport, origin,
                productCodes, deprecationTime, deregistrationProtection, lastLaunchedTime, bootFile, tags);
    }

    public ImageDraft description(Optional<String> value) {
        description = value;
        return this;
    }

    public ImageDraft state(ImageState value) {
        state = value;
        return this;
    }

    public ImageDraft stateReason(Optional<StateReason> value) {
        stateReason = value;
        return this;
    }

    public ImageDraft launchPermissions(Permissions value) {
        launchPermissions = value;
        return this;
    }

    public ImageDraft kernelId(Optional<ImageId> value) {
        kernelId = value;
        return this;
    }

    public ImageDraft ramdiskId(Optional<ImageId> value) {
        ramdiskId = value;
        return this;
    }

    public ImageDraft rootDeviceType(RootDeviceType value) {
        rootDeviceType = value;
        return this;
    }

    public ImageDraft rootDeviceName(Optional<String> value) {
        rootDeviceName = value;
        return this;
    }

    public ImageDraft blockDeviceMappings(List<BlockDeviceMapping> value) {
        blockDeviceMappings = value;
        return this;
    }

    public ImageDraft virtualizationType(VirtualizationType value) {
        virtualizationType = value;
        return this;
    }

    public ImageDraft bootMode(Optional<BootMode> value) {
        bootMode = value;
        return this;
    }

    public ImageDraft kernelCommandLine(Optional<String> value) {
        kernelCommandLine = value;
        return this;
    }

    public ImageDraft platform(Optional<String> value) {
        platform = value;
        return this;
    }

    public ImageDraft imageLocation(Optional<String> value) {
        imageLocation = value;
        return this;
    }

    public ImageDraft imdsSupport(Optional<ImdsSupport> value) {
        imdsSupport = value;
        return this;
    }

    public ImageDraft origin(ImageOrigin value) {
        origin = value;
        return this;
    }

    public ImageDraft productCodes(List<ProductCode> value) {
        productCodes = value;
        return this;
    }

    public ImageDraft deprecationTime(Optional<Instant> value) {
        deprecationTime = value;
        return this;
    }

    public ImageDraft deregistrationProtection(DeregistrationProtection value) {
        deregistrationProtection = value;
        return this;
    }

    public ImageDraft lastLaunchedTime(Optional<Instant> value) {
        lastLaunchedTime = value;
        return this;
    }

    public ImageDraft bootFile(Optional<BootFile> value) {
        bootFile = value;
        return this;
    }

    public ImageDraft tags(List<Tag> value) {
        tags = value;
        return this;
    }
}
