package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.type.InstanceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides which block devices instances get: the image's, changed as the launch says, and what their type comes with. */
final class DevicePlanner {

    private final ImageStore store;

    DevicePlanner(ImageStore store) {
        this.store = store;
    }

    /**
     * The devices of one instance of a launch; {@link PlannedDevices#anew} gives those of the others. Throws what
     * {@link DeviceMerge} throws, SNAPSHOT_NOT_FOUND, SNAPSHOT_STATE, and ATTACHMENT_LIMIT for more than fit.
     */
    PlannedDevices plan(LaunchSpec spec, Image image, InstanceType type) {
        // The right to launch an image includes its snapshots; any other has to be the account's to use.
        Map<SnapshotId, Snapshot> snapshots = new HashMap<>();
        for (BlockDeviceMapping mapping : image.blockDeviceMappings()) {
            if (mapping.device() instanceof BlockDevice.FromSnapshot from) {
                snapshots.put(from.snapshotId(), store.snapshots().ofImage(from.snapshotId()));
            }
        }
        DeviceMerge merge = new DeviceMerge(image, id -> snapshots.computeIfAbsent(id, this::ownOrShared).volumeSize());
        DevicesDraft draft = new DevicesDraft(image.rootDeviceName().orElseThrow(), type, Tag.checked(spec.volumeTags()));
        for (BlockDeviceMapping mapping : merge.with(spec.blockDeviceMappings())) {
            draft.add(mapping, snapshots, isAsked(spec.blockDeviceMappings(), mapping));
        }
        if (type.storageIsNvme()) {
            draft.addRemaining();
        }
        return draft.build();
    }

    private Snapshot ownOrShared(SnapshotId id) {
        return store.catalogue().read(reader -> store.snapshots().restorable(reader, id));
    }

    private static boolean isAsked(List<BlockDeviceRequest> requests, BlockDeviceMapping mapping) {
        for (BlockDeviceRequest request : requests) {
            if (request.deviceName().equals(mapping.deviceName())) {
                return true;
            }
        }
        return false;
    }
}
