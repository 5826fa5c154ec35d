package dev.slipway.imagestore.image;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
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
 * @param isPublic whether every account may launch it
 * @param kernelId the kernel a paravirtual image boots
 * @param ramdiskId the ramdisk it boots with
 * @param rootDeviceType where its root lives
 * @param rootDeviceName which entry of the mapping is the root
 * @param blockDeviceMappings its disks
 * @param virtualizationType how it boots
 * @param bootMode with which firmware; empty leaves it to the architecture
 * @param kernelCommandLine what a paravirtual image tells its kernel; Slipway's own, EC2 has it in the image's grub
 * @param platform {@code windows}, or empty
 * @param sourceImageId the image it was copied from
 * @param sourceImageRegion the region it was copied from
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
        boolean isPublic,
        Optional<ImageId> kernelId,
        Optional<ImageId> ramdiskId,
        RootDeviceType rootDeviceType,
        Optional<String> rootDeviceName,
        List<BlockDeviceMapping> blockDeviceMappings,
        VirtualizationType virtualizationType,
        Optional<BootMode> bootMode,
        Optional<String> kernelCommandLine,
        Optional<String> platform,
        Optional<ImageId> sourceImageId,
        Optional<String> sourceImageRegion,
        Optional<BootFile> bootFile,
        List<Tag> tags) {

    /** Images of all accounts, the deregistered ones included. */
    public static final Table<Image> TABLE = Table.of("images", Image.class, 1, image -> image.imageId().value())
            .text("name", Image::name)
            .text("owner", Image::ownerId)
            .text("state", Image::state)
            .text("type", Image::imageType)
            .text("visibility", image -> image.isPublic() ? "public" : "private")
            .text("architecture", Image::architecture)
            .text("snapshots", Image::snapshotList)
            .number("created", image -> image.creationDate().toEpochMilli())
            // Null, and so not compared, once the image is deregistered: its name is free again.
            .text("taken_name", image -> image.state() == ImageState.DEREGISTERED ? null : image.name())
            .unique("owner", "taken_name");

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
        blockDeviceMappings = blockDeviceMappings == null ? List.of() : List.copyOf(blockDeviceMappings);
        tags = tags == null ? List.of() : List.copyOf(tags);
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

    /** Its snapshots between blanks, one at each end too, so that one of them can be looked for as a pattern. */
    private String snapshotList() {
        StringBuilder list = new StringBuilder(" ");
        for (BlockDeviceMapping mapping : blockDeviceMappings) {
            if (mapping.device() instanceof BlockDevice.FromSnapshot volume) {
                list.append(volume.snapshotId()).append(' ');
            }
        }
        return list.toString();
    }
}
