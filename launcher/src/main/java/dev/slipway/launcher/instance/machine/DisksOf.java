package dev.slipway.launcher.instance.machine;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.domain.Disk;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.SeedKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The disks that an instance's record describes, in the order in which its guest counts them: the root, the other disks
 * of its launch by their names, the seed, and what was attached later as it came. A disk that is attached to a running
 * guest is counted behind those that are there, so the order after the next start is the one before it. One that is on
 * its way off is none of them.
 */
final class DisksOf {

    /** What the guest reads as the serial number of a root disk that is no volume. */
    private static final String ROOT_SERIAL = "instance-store-root";

    private DisksOf() {
    }

    /**
     * @param bootsFromDisk whether the firmware is to boot the root
     * @param generations which of a volume's files is the current one, see {@code Volume}
     */
    static List<Disk> instance(
            Instance instance, StoreLayout layout, boolean bootsFromDisk, ToIntFunction<VolumeId> generations) {
        InstanceFiles files = new InstanceFiles(layout, instance.instanceId());
        List<Disk> disks = new ArrayList<>();
        if (instance.instanceStore().isPresent()) {
            disks.add(Disk.ephemeral(instance.instanceStore().get().target(), files.root(), ROOT_SERIAL));
        }
        List<AttachedVolume> later = new ArrayList<>();
        for (AttachedVolume volume : instance.volumes()) {
            if (volume.state().isLeaving()) {
                continue;
            }
            boolean root = volume.deviceName().equals(instance.rootDeviceName());
            if (root) {
                disks.add(volume(volume, layout, generations));
            } else if (!volume.isLater()) {
                disks.add(volume(volume, layout, generations).removably());
            } else {
                later.add(volume);
            }
        }
        for (EphemeralDisk disk : instance.ephemeralDisks()) {
            disks.add(Disk.ephemeral(disk.target(), files.ephemeral(disk.number()), disk.virtualName()));
        }
        // The root's target is the first of all letters.
        disks.sort(Comparator.comparing(Disk::target));
        if (bootsFromDisk && !disks.isEmpty() && disks.get(0).target().equals(DeviceNames.ROOT)) {
            disks.set(0, disks.get(0).bootingAt(1));
        }
        if (instance.seed() == SeedKind.NOCLOUD) {
            disks.add(seed(instance, files));
        }
        later.sort(Comparator.comparing(AttachedVolume::attachTime));
        later.forEach(volume -> disks.add(volume(volume, layout, generations).removably()));
        if (instance.windows().isPresent() && !instance.windows().get().virtio()) {
            disks.replaceAll(Disk::onSata);
        }
        return disks;
    }

    /** cloudbase-init looks for it among the CDs. */
    private static Disk seed(Instance instance, InstanceFiles files) {
        return instance.windows().isPresent() && instance.hardware().architecture() != Architecture.ARM64
                ? Disk.seedCd(DeviceNames.SEED, files.seed()) : Disk.seed(DeviceNames.SEED, files.seed());
    }

    /** The disk that a volume is. */
    static Disk volume(AttachedVolume volume, StoreLayout layout, ToIntFunction<VolumeId> generations) {
        return Disk.volume(volume.target(),
                layout.volumeDisk(volume.volumeId(), generations.applyAsInt(volume.volumeId())), volume.volumeId().value());
    }
}
