package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.mapping.VolumeRules;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The devices of an image, changed as a launch says: EC2's rules for
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html">block device mappings</a>.
 * Pure. Throws BLOCK_DEVICE_MAPPING_INVALID, and what {@link VolumeRules} throws.
 */
final class DeviceMerge {

    private final Image image;
    private final ToIntFunction<SnapshotId> snapshotSizes;

    /** @param snapshotSizes the sizes of snapshots in GiB; may refuse those that are not to be used */
    DeviceMerge(Image image, ToIntFunction<SnapshotId> snapshotSizes) {
        this.image = image;
        this.snapshotSizes = snapshotSizes;
    }

    /** The image's devices in its order, then those that come in addition; what the launch leaves out is not among them. */
    List<BlockDeviceMapping> with(List<BlockDeviceRequest> requests) {
        Map<String, BlockDeviceRequest> changes = byName(requests);
        String root = image.rootDeviceName().orElseThrow();
        List<BlockDeviceMapping> devices = new ArrayList<>();
        for (BlockDeviceMapping mapping : image.blockDeviceMappings()) {
            BlockDeviceRequest change = changes.remove(mapping.deviceName());
            boolean isRoot = mapping.deviceName().equals(root);
            add(devices, change == null ? mapping : changed(mapping, change, isRoot));
        }
        for (BlockDeviceRequest addition : changes.values()) {
            if (addition.deviceName().equals(root) && image.rootDeviceType() == RootDeviceType.INSTANCE_STORE) {
                throw invalid("The root device '" + root + "' of the image '" + image.imageId()
                        + "' is an instance store, which a launch cannot change.");
            }
            addition.ebs().ifPresent(VolumeRules::check);
            add(devices, BlockDeviceMapping.of(addition, snapshotSizes));
        }
        return devices;
    }

    private static void add(List<BlockDeviceMapping> devices, BlockDeviceMapping device) {
        if (!(device.device() instanceof BlockDevice.NoDevice)) {
            devices.add(device);
        }
    }

    private static Map<String, BlockDeviceRequest> byName(List<BlockDeviceRequest> requests) {
        Map<String, BlockDeviceRequest> byName = new LinkedHashMap<>();
        for (BlockDeviceRequest request : requests) {
            if (byName.put(request.deviceName(), request) != null) {
                throw invalid("The device name '" + request.deviceName() + "' is used more than once.");
            }
        }
        return byName;
    }

    private BlockDeviceMapping changed(BlockDeviceMapping mapping, BlockDeviceRequest change, boolean isRoot) {
        if (isRoot && change.ebs().isEmpty()) {
            throw invalid(change.noDevice().isPresent()
                    ? "The device '" + mapping.deviceName() + "' is used as root device and cannot be removed."
                    : "The root device '" + mapping.deviceName() + "' is a volume and cannot be an instance store disk.");
        }
        Optional<EbsRequest> images = mapping.form().ebs();
        if (change.ebs().isEmpty() || images.isEmpty()) {
            change.ebs().ifPresent(VolumeRules::check);
            return BlockDeviceMapping.of(change, snapshotSizes);
        }
        EbsRequest merged = merged(images.get(), change.ebs().get());
        if (isRoot && !merged.snapshotId().equals(images.get().snapshotId())) {
            throw invalid("The snapshot of the root device '" + mapping.deviceName() + "' cannot be changed.");
        }
        VolumeRules.check(merged);
        return BlockDeviceMapping.of(new BlockDeviceRequest(
                mapping.deviceName(), Optional.of(merged), change.virtualName(), change.noDevice()), snapshotSizes);
    }

    /** What the launch leaves open is as the image has it; but a size goes with its snapshot, and speeds with their type. */
    private static EbsRequest merged(EbsRequest image, EbsRequest launch) {
        boolean sameContent = launch.snapshotId().isEmpty() || launch.snapshotId().equals(image.snapshotId());
        boolean sameType = launch.volumeType().isEmpty() || launch.volumeType().equals(image.volumeType());
        return new EbsRequest(
                launch.snapshotId().or(image::snapshotId),
                sameContent ? launch.volumeSize().or(image::volumeSize) : launch.volumeSize(),
                launch.volumeType().or(image::volumeType),
                launch.deleteOnTermination().or(image::deleteOnTermination),
                sameType ? launch.iops().or(image::iops) : launch.iops(),
                sameType ? launch.throughput().or(image::throughput) : launch.throughput(),
                launch.encrypted());
    }

    static LauncherException invalid(String sentence) {
        return new LauncherException(LauncherError.BLOCK_DEVICE_MAPPING_INVALID, sentence);
    }
}
