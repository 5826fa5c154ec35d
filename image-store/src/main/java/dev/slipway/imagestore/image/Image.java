package dev.slipway.imagestore.image;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html">Image</a>. Made by {@link ImageDraft}.
 *
 * @param imageId its id; the prefix agrees with the type
 * @param name unique among the registered images of its owner
 * @param description free text
 * @param ownerId whose it is
 * @param architecture the processor it is made for
 * @param imageType machine, kernel or ramdisk
 * @param state how far it has come
 * @param stateReason why, where that is not plain
 * @param creationDate when it was registered
 * @param launchPermissions who may launch it beside its owner
 * @param kernelId the kernel a paravirtual image boots
 * @param ramdiskId the ramdisk it boots with
 * @param rootDeviceType where its root lives
 * @param rootDeviceName which entry of the mapping is the root
 * @param blockDeviceMappings its disks
 * @param virtualizationType how it boots
 * @param bootMode with which firmware; empty leaves it to the architecture
 * @param kernelCommandLine what a paravirtual image tells its kernel; Slipway's own, EC2 has it in the image's grub
 * @param platform {@code windows}, or empty
 * @param imageLocation the manifest of the bundle its root is unpacked from, for one whose root is an instance store
 * @param imdsSupport the metadata service its instances demand; empty leaves it to the launch
 * @param origin what it was made of
 * @param productCodes what a launch of it is charged as
 * @param deprecationTime when it disappears from the lists of others, past or to come
 * @param deregistrationProtection whether it may be deregistered
 * @param lastLaunchedTime when an instance was launched from it last; not written beside, because launches must be quick
 * @param bootFile the content of a kernel or ramdisk image; Slipway's own
 * @param tags its tags
 */
public record Image(
        ImageId imageId,
        String name,
        Optional<String> description,
        AccountId ownerId,
        Architecture architecture,
        ImageType imageType,
        ImageState state,
        Optional<StateReason> stateReason,
        Instant creationDate,
        Permissions launchPermissions,
        Optional<ImageId> kernelId,
        Optional<ImageId> ramdiskId,
        RootDeviceType rootDeviceType,
        Optional<String> rootDeviceName,
        List<BlockDeviceMapping> blockDeviceMappings,
        VirtualizationType virtualizationType,
        Optional<BootMode> bootMode,
        Optional<String> kernelCommandLine,
        Optional<String> platform,
        Optional<String> imageLocation,
        Optional<ImdsSupport> imdsSupport,
        ImageOrigin origin,
        List<ProductCode> productCodes,
        Optional<Instant> deprecationTime,
        DeregistrationProtection deregistrationProtection,
        Optional<Instant> lastLaunchedTime,
        Optional<BootFile> bootFile,
        List<Tag> tags) {

    /** What EC2 answers for every image, on whatever it runs. */
    public static final String HYPERVISOR = "xen";

    /** Images of all accounts, the deregistered ones included. */
    public static final Table<Image> TABLE = Table.of("images", Image.class, 3, image -> image.imageId().value())
            .text("name", Image::name)
            .text("owner", Image::ownerId)
            .word("state", Image::state)
            .word("type", Image::imageType)
            .word("visibility", image -> image.launchPermissions().isPublic() ? "public" : "private")
            .word("architecture", Image::architecture)
            .text("location", image -> image.imageLocation().orElse(null))
            .number("created", image -> image.creationDate().toEpochMilli())
            // Null, and so not compared, once the image is deregistered: its name is free again.
            .text("taken_name", image -> image.state() == ImageState.DEREGISTERED ? null : image.name())
            .unique("owner", "taken_name")
            .list("snapshot", Image::snapshotIds)
            .list("boots", Image::bootImageIds)
            .list("executable_by", image -> image.launchPermissions().accounts())
            .list("product_code", Image::productCodes)
            .list("tag", image -> Tag.searched(image.tags()))
            .list("tag_key", image -> Tag.keys(image.tags()));

    public Image {
        requireNonNull(imageId, "imageId");
        requireNonNull(name, "name");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(architecture, "architecture");
        requireNonNull(imageType, "imageType");
        requireNonNull(state, "state");
        requireNonNull(creationDate, "creationDate");
        requireNonNull(rootDeviceType, "rootDeviceType");
        requireNonNull(virtualizationType, "virtualizationType");
        launchPermissions = launchPermissions == null ? Permissions.NONE : launchPermissions;
        origin = origin == null ? ImageOrigin.NONE : origin;
        productCodes = productCodes == null ? List.of() : List.copyOf(productCodes);
        deregistrationProtection =
                deregistrationProtection == null ? DeregistrationProtection.NONE : deregistrationProtection;
        blockDeviceMappings = blockDeviceMappings == null ? List.of() : List.copyOf(blockDeviceMappings);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** EC2's words for the platform, for people and bills. */
    public String platformDetails() {
        return platform.isPresent() ? "Windows" : "Linux/UNIX";
    }

    /** Whether others should not use it for new work any more, and find it by its id only. */
    public boolean isDeprecated(Instant now) {
        return deprecationTime.isPresent() && !now.isBefore(deprecationTime.get());
    }

    /** What is behind the root device's name, where the root is a volume. */
    public Optional<BlockDevice.FromSnapshot> rootVolume() {
        for (BlockDeviceMapping mapping : blockDeviceMappings) {
            if (rootDeviceName.isPresent() && mapping.deviceName().equals(rootDeviceName.get())
                    && mapping.device() instanceof BlockDevice.FromSnapshot root) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    /** The kernel and the ramdisk that a paravirtual image boots. */
    public List<ImageId> bootImageIds() {
        List<ImageId> ids = new ArrayList<>();
        kernelId.ifPresent(ids::add);
        ramdiskId.ifPresent(ids::add);
        return ids;
    }

    /** The snapshots its volumes begin as, in the order of the mapping. */
    public List<SnapshotId> snapshotIds() {
        List<SnapshotId> ids = new ArrayList<>();
        for (BlockDeviceMapping mapping : blockDeviceMappings) {
            if (mapping.device() instanceof BlockDevice.FromSnapshot volume) {
                ids.add(volume.snapshotId());
            }
        }
        return ids;
    }
}
