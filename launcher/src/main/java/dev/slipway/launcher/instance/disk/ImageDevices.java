package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The devices of an image that is made of an instance: the instance's volumes, each changed or left out as the request
 * says, what the request adds, and the instance store disks of the image the instance came from.
 */
final class ImageDevices {

    private final List<Kept> kept = new ArrayList<>();
    private final List<BlockDeviceMapping> added = new ArrayList<>();

    /** A volume of the instance, and what it will be in the image. */
    private record Kept(String deviceName, VolumeId volume, int size, String type, boolean deleteOnTermination) {
    }

    /**
     * Throws BLOCK_DEVICE_MAPPING_INVALID.
     *
     * @param volumes the instance's volumes as they are
     * @param inherited the devices of the image it was launched from; empty when that is gone
     * @param snapshotSize the size of a snapshot of the account's own, for what is added
     */
    static ImageDevices plan(Instance instance, Map<VolumeId, Volume> volumes, List<BlockDeviceMapping> inherited,
            List<BlockDeviceRequest> requests, ToIntFunction<SnapshotId> snapshotSize) {
        Map<String, BlockDeviceRequest> changes = new HashMap<>();
        for (BlockDeviceRequest request : requests) {
            if (changes.put(request.deviceName(), request) != null) {
                throw invalid("The device name '" + request.deviceName() + "' is used more than once.");
            }
        }
        ImageDevices devices = new ImageDevices();
        for (AttachedVolume attached : instance.volumes()) {
            BlockDeviceRequest change = changes.get(attached.deviceName());
            if (change == null || change.ebs().isPresent()) {
                changes.remove(attached.deviceName());
                devices.keep(attached, volumes.get(attached.volumeId()), Optional.ofNullable(change));
            } else if (attached.deviceName().equals(instance.rootDeviceName())) {
                throw invalid("The root device '" + attached.deviceName() + "' cannot be left out.");
            }
        }
        for (BlockDeviceRequest request : requests) {
            if (changes.containsKey(request.deviceName())) {
                devices.add(BlockDeviceMapping.of(request, snapshotSize));
            }
        }
        for (BlockDeviceMapping mapping : inherited) {
            if (mapping.device() instanceof BlockDevice.Ephemeral && !changes.containsKey(mapping.deviceName())
                    && !devices.names(mapping.deviceName())) {
                devices.add(mapping);
            }
        }
        return devices;
    }

    private void keep(AttachedVolume attached, Volume volume, Optional<BlockDeviceRequest> change) {
        Optional<EbsRequest> ebs = change.flatMap(BlockDeviceRequest::ebs);
        if (ebs.isPresent() && ebs.get().snapshotId().isPresent()) {
            throw invalid("The device '" + attached.deviceName() + "' is a volume of the instance, whose snapshot is taken"
                    + " now; another snapshot cannot be named for it.");
        }
        int size = ebs.flatMap(EbsRequest::volumeSize).orElse(volume.size());
        if (size < volume.size() || size > VolumePlan.MAX_SIZE) {
            throw invalid("The device '" + attached.deviceName() + "' cannot have " + size + "GB; its volume has "
                    + volume.size() + "GB.");
        }
        kept.add(new Kept(attached.deviceName(), attached.volumeId(), size,
                ebs.flatMap(EbsRequest::volumeType).orElse(volume.volumeType()),
                ebs.flatMap(EbsRequest::deleteOnTermination).orElse(attached.deleteOnTermination())));
    }

    private void add(BlockDeviceMapping mapping) {
        // Nothing stands where the instance has nothing, and a volume that is left out is not there either way.
        if (!(mapping.device() instanceof BlockDevice.NoDevice)) {
            added.add(mapping);
        }
    }

    private boolean names(String device) {
        return kept.stream().anyMatch(each -> each.deviceName().equals(device))
                || added.stream().anyMatch(each -> each.deviceName().equals(device));
    }

    /** The volumes to take snapshots of. */
    List<VolumeId> volumes() {
        List<VolumeId> ids = new ArrayList<>();
        kept.forEach(each -> ids.add(each.volume()));
        return ids;
    }

    /** The mapping, now that the snapshots are there; one that its owner has deleted meanwhile is missed. */
    List<BlockDeviceMapping> mappings(List<Snapshot> snapshots) {
        List<BlockDeviceMapping> mappings = new ArrayList<>();
        for (Kept each : kept) {
            SnapshotId snapshot = snapshots.stream()
                    .filter(taken -> taken.volumeId().equals(Optional.of(each.volume()))).findFirst()
                    .orElseThrow(() -> new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                            "The snapshot of '" + each.volume() + "' was deleted before the image was complete."))
                    .snapshotId();
            mappings.add(new BlockDeviceMapping(each.deviceName(), new BlockDevice.FromSnapshot(
                    snapshot, each.size(), each.type(), each.deleteOnTermination())));
        }
        mappings.addAll(added);
        return mappings;
    }

    private static LauncherException invalid(String sentence) {
        return new LauncherException(LauncherError.BLOCK_DEVICE_MAPPING_INVALID, sentence);
    }
}
