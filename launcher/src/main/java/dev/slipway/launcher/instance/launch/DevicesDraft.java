package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.launch.PlannedDevices.PlannedVolume;
import dev.slipway.launcher.instance.machine.DeviceNames;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.type.InstanceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The block devices of one instance in the making. */
final class DevicesDraft {

    /** Beside the root, or as it: the disk that tells the guest about itself. */
    private static final int SEED = 1;

    private final String rootName;
    private final InstanceType type;
    private final List<Tag> volumeTags;
    private final DeviceNames names = new DeviceNames();
    private final String rootTarget = names.root();
    private final List<PlannedVolume> volumes = new ArrayList<>();
    private final List<EphemeralDisk> ephemeral = new ArrayList<>();
    private final List<Snapshot> sources = new ArrayList<>();

    DevicesDraft(String rootName, InstanceType type, List<Tag> volumeTags) {
        this.rootName = rootName;
        this.type = type;
        this.volumeTags = volumeTags;
    }

    /**
     * Adds what is behind one device name.
     *
     * @param snapshots those that mappings name
     * @param asked whether the launch names the device, and not only the image
     */
    void add(BlockDeviceMapping mapping, Map<SnapshotId, Snapshot> snapshots, boolean asked) {
        BlockDevice device = mapping.device();
        if (device instanceof BlockDevice.FromSnapshot from) {
            Snapshot source = snapshots.get(from.snapshotId());
            sources.add(source);
            volume(mapping.deviceName(), from.deleteOnTermination(), Optional.of(source), from.volumeSize(), from.volumeType());
        } else if (device instanceof BlockDevice.Blank blank) {
            volume(mapping.deviceName(), blank.deleteOnTermination(), Optional.empty(), blank.volumeSize(),
                    blank.volumeType());
        } else if (device instanceof BlockDevice.Ephemeral disk && isThere(disk, asked)) {
            ephemeral(mapping.deviceName(), disk);
        }
    }

    private void volume(String name, boolean delete, Optional<Snapshot> source, int size, String volumeType) {
        volumes.add(new PlannedVolume(name, name.equals(rootName) ? rootTarget : names.target(name), delete,
                new VolumePlan(VolumeId.next(), source, size, volumeType, volumeTags)));
    }

    /** An image serves many types, and EC2 passes over what one of them has not; who asks for it is told. */
    private boolean isThere(BlockDevice.Ephemeral disk, boolean asked) {
        if (disk.number() >= type.storageDisks() && asked) {
            throw DeviceMerge.invalid("The instance type '" + type.name() + "' has no " + disk.virtualName() + "; it has "
                    + (type.storageDisks() == 0 ? "no instance store disks." : "ephemeral0"
                            + (type.storageDisks() == 1 ? "" : " to ephemeral" + (type.storageDisks() - 1)) + "."));
        }
        return disk.number() < type.storageDisks();
    }

    private void ephemeral(String name, BlockDevice.Ephemeral disk) {
        for (EphemeralDisk other : ephemeral) {
            if (other.number() == disk.number()) {
                throw DeviceMerge.invalid("The instance store disk " + disk.virtualName() + " is used both as '"
                        + other.deviceName() + "' and as '" + name + "'.");
            }
        }
        ephemeral.add(new EphemeralDisk(name, names.target(name), disk.number(), type.storageDiskBytes(disk.number())));
    }

    /** The disks of NVMe types are there whether they are mapped or not. */
    void addRemaining() {
        for (int number = 0; number < type.storageDisks(); number++) {
            int wanted = number;
            if (ephemeral.stream().noneMatch(disk -> disk.number() == wanted)) {
                ephemeral(names.free(), new BlockDevice.Ephemeral(number));
            }
        }
    }

    /** The devices; throws ATTACHMENT_LIMIT for more than fit on a machine. */
    PlannedDevices build() {
        int disks = volumes.size() + ephemeral.size();
        if (disks + SEED > DomainSpec.MAX_DISKS) {
            throw new LauncherException(LauncherError.ATTACHMENT_LIMIT, "An instance has at most "
                    + (DomainSpec.MAX_DISKS - SEED) + " disks; these would be " + disks + ".");
        }
        return new PlannedDevices(volumes, ephemeral, sources);
    }
}
