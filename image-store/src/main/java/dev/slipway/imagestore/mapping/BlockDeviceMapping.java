package dev.slipway.imagestore.mapping;

import static dev.slipway.imagestore.errors.StoreError.BLOCK_DEVICE_MAPPING;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.json.WrittenAs;
import dev.slipway.imagestore.volume.VolumePlan;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What an image puts behind one device name. Written as JSON in EC2's form, see {@link BlockDeviceRequest}.
 *
 * @param deviceName the name the guest is meant to see: {@code /dev/sda1}
 * @param device what is behind it
 */
public record BlockDeviceMapping(String deviceName, BlockDevice device) implements WrittenAs<BlockDeviceRequest> {

    private static final int NAME_LENGTH = 64;

    public BlockDeviceMapping {
        requireNonNull(device, "device");
        checkName(deviceName);
    }

    /** EC2's form of it. */
    @Override
    public BlockDeviceRequest form() {
        Optional<EbsRequest> ebs = Optional.empty();
        Optional<String> virtualName = Optional.empty();
        Optional<String> noDevice = Optional.empty();
        if (device instanceof BlockDevice.FromSnapshot volume) {
            ebs = Optional.of(new EbsRequest(Optional.of(volume.snapshotId()), Optional.of(volume.volumeSize()),
                    Optional.of(volume.volumeType()), Optional.of(volume.deleteOnTermination()), volume.iops(),
                    volume.throughput(), Optional.empty()));
        } else if (device instanceof BlockDevice.Blank volume) {
            ebs = Optional.of(new EbsRequest(Optional.empty(), Optional.of(volume.volumeSize()),
                    Optional.of(volume.volumeType()), Optional.of(volume.deleteOnTermination()), volume.iops(),
                    volume.throughput(), Optional.empty()));
        } else if (device instanceof BlockDevice.Ephemeral disk) {
            virtualName = Optional.of(disk.virtualName());
        } else if (device instanceof BlockDevice.NoDevice) {
            noDevice = Optional.of("");
        }
        return new BlockDeviceRequest(deviceName, ebs, virtualName, noDevice);
    }

    /** The mapping a complete request describes. Throws BLOCK_DEVICE_MAPPING when it is none, or leaves a size open. */
    public static BlockDeviceMapping of(BlockDeviceRequest request) {
        return of(request, snapshot -> 0);
    }

    /**
     * The mapping a request describes; where it leaves the size open it is the snapshot's. Throws BLOCK_DEVICE_MAPPING
     * when it describes none, or a volume smaller than its snapshot.
     *
     * @param snapshotSize the size of a snapshot in GiB
     */
    public static BlockDeviceMapping of(BlockDeviceRequest request, ToIntFunction<SnapshotId> snapshotSize) {
        return new BlockDeviceMapping(request.deviceName(), deviceOf(request, snapshotSize));
    }

    private static BlockDevice deviceOf(BlockDeviceRequest request, ToIntFunction<SnapshotId> snapshotSize) {
        int kinds = (request.ebs().isPresent() ? 1 : 0) + (request.virtualName().isPresent() ? 1 : 0)
                + (request.noDevice().isPresent() ? 1 : 0);
        if (kinds != 1) {
            throw new StoreException(BLOCK_DEVICE_MAPPING, "The block device '" + request.deviceName()
                    + "' must have exactly one of Ebs, VirtualName and NoDevice.");
        }
        if (request.noDevice().isPresent()) {
            return new BlockDevice.NoDevice();
        }
        if (request.virtualName().isPresent()) {
            return ephemeral(request.virtualName().get());
        }
        return volume(request.deviceName(), request.ebs().get(), snapshotSize);
    }

    private static BlockDevice volume(String name, EbsRequest ebs, ToIntFunction<SnapshotId> snapshotSize) {
        int least = ebs.snapshotId().isPresent() ? snapshotSize.applyAsInt(ebs.snapshotId().get()) : 0;
        int size = ebs.volumeSize().orElse(least);
        if (size <= 0 || size > VolumePlan.MAX_SIZE) {
            throw new StoreException(BLOCK_DEVICE_MAPPING, ebs.volumeSize().isPresent()
                    ? "The block device '" + name + "' cannot have " + size + "GB."
                    : "The block device '" + name + "' needs a snapshot or a size.");
        }
        if (size < least) {
            throw VolumePlan.smallerThanSnapshot(size, ebs.snapshotId().get(), least);
        }
        String type = ebs.volumeType().orElse(VolumePlan.DEFAULT_TYPE);
        boolean delete = ebs.deleteOnTermination().orElse(true);
        return ebs.snapshotId().isPresent()
                ? new BlockDevice.FromSnapshot(
                        ebs.snapshotId().get(), size, type, delete, ebs.iops(), ebs.throughput())
                : new BlockDevice.Blank(size, type, delete, ebs.iops(), ebs.throughput());
    }

    private static BlockDevice ephemeral(String virtualName) {
        String number = virtualName.startsWith(BlockDevice.EPHEMERAL_PREFIX)
                ? virtualName.substring(BlockDevice.EPHEMERAL_PREFIX.length()) : "";
        if (number.isEmpty() || number.length() > 2 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new StoreException(BLOCK_DEVICE_MAPPING,
                    "The virtual name " + Quoted.of(virtualName) + " is not ephemeral0, ephemeral1 and so on.");
        }
        return new BlockDevice.Ephemeral(Integer.parseInt(number));
    }

    /** Names reach the guest and its metadata, so they are of a form that is plain everywhere. */
    private static void checkName(String name) {
        boolean plain = name != null && !name.isEmpty() && name.length() <= NAME_LENGTH;
        for (int i = 0; plain && i < name.length(); i++) {
            char c = name.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/';
        }
        if (!plain) {
            throw new StoreException(BLOCK_DEVICE_MAPPING, "The device name " + Quoted.of(name == null ? "" : name) + " is not valid.");
        }
    }
}
