package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.instance.launch.PlannedDevices.PlannedVolume;
import dev.slipway.launcher.instance.machine.DeviceNames;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.type.InstanceType;
import java.util.ArrayList;
import java.util.List;

/** Decides which block devices an instance gets: the image's, changed as the launch says. */
final class DevicePlanner {

    private final ImageStore store;

    DevicePlanner(ImageStore store) {
        this.store = store;
    }

    /** The devices of one instance; its volumes get new ids. */
    PlannedDevices plan(LaunchSpec spec, Image image, InstanceType type) {
        DeviceNames names = new DeviceNames();
        String rootName = image.rootDeviceName().orElseThrow();
        String rootTarget = names.root();
        List<PlannedVolume> volumes = new ArrayList<>();
        List<EphemeralDisk> ephemeral = new ArrayList<>();
        List<Snapshot> sources = new ArrayList<>();
        for (BlockDeviceMapping mapping : image.blockDeviceMappings()) {
            boolean root = mapping.deviceName().equals(rootName);
            BlockDevice device = mapping.device();
            if (device instanceof BlockDevice.FromSnapshot from) {
                Snapshot source = store.snapshots().ofImage(from.snapshotId());
                sources.add(source);
                volumes.add(new PlannedVolume(mapping.deviceName(), root ? rootTarget : names.target(mapping.deviceName()),
                        from.deleteOnTermination(), VolumePlan.of(source, from.volumeSize())));
            } else if (device instanceof BlockDevice.Blank blank) {
                volumes.add(new PlannedVolume(mapping.deviceName(), names.target(mapping.deviceName()),
                        blank.deleteOnTermination(), VolumePlan.blank(blank.volumeSize())));
            }
        }
        return new PlannedDevices(volumes, ephemeral, sources);
    }
}
