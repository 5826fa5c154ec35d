package dev.slipway.launcher.instance.machine;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.domain.BootSpec;
import dev.slipway.launcher.domain.DirectKernel;
import dev.slipway.launcher.domain.Disk;
import dev.slipway.launcher.domain.DiskBoot;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.domain.DomainUuid;
import dev.slipway.launcher.domain.InstanceIdentity;
import dev.slipway.launcher.domain.SerialConsole;
import dev.slipway.launcher.domain.UserNetwork;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The domain that an instance's record describes. Pure: the same record, with its volumes on the same files, gives the
 * same domain at every start.
 */
public final class DomainOf {

    /** Behind every letter a volume may have. */
    private static final String SEED_TARGET = "vdz";

    /** What the guest reads as the serial number of a root disk that is no volume. */
    private static final String ROOT_SERIAL = "instance-store-root";

    private DomainOf() {
    }

    /**
     * @param generations which of a volume's files is the current one, see {@code Volume}
     */
    public static DomainSpec instance(Instance instance, StoreLayout layout, ToIntFunction<VolumeId> generations) {
        InstanceFiles files = new InstanceFiles(layout, instance.instanceId());
        BootSpec boot = boot(instance, layout);
        return new DomainSpec(
                instance.instanceId().value(),
                DomainUuid.of(instance.instanceId().value()),
                new InstanceIdentity(instance.instanceId().value(), instance.imageId().value(), instance.ownerId().value(),
                        layout.region(), instance.reservationId().value()),
                instance.hardware().architecture(),
                instance.hardware().accelerator(),
                instance.hardware().memoryMib(),
                instance.hardware().vcpus(),
                boot,
                disks(instance, layout, files, boot, generations),
                new UserNetwork(instance.network().mac(), instance.network().forwards()),
                new SerialConsole(files.console()),
                true,
                Display.NONE,
                false,
                Optional.empty());
    }

    private static BootSpec boot(Instance instance, StoreLayout layout) {
        BootSource source = instance.boot();
        if (source.virtualizationType() == VirtualizationType.HVM) {
            return new DiskBoot();
        }
        return new DirectKernel(
                layout.bootFile(source.kernelId().orElseThrow()),
                source.ramdiskId().map(layout::bootFile),
                source.kernelCommandLine().orElse(""));
    }

    private static List<Disk> disks(Instance instance, StoreLayout layout, InstanceFiles files, BootSpec boot,
            ToIntFunction<VolumeId> generations) {
        List<Disk> disks = new ArrayList<>();
        if (instance.instanceStore().isPresent()) {
            Disk root = Disk.ephemeral(instance.instanceStore().get().target(), files.root(), ROOT_SERIAL);
            disks.add(boot.bootsFromDisk() ? root.bootingAt(1) : root);
        }
        for (AttachedVolume volume : inOrder(instance.volumes())) {
            Disk disk = Disk.volume(volume.target(),
                    layout.volumeDisk(volume.volumeId(), generations.applyAsInt(volume.volumeId())), volume.volumeId().value());
            boolean root = volume.deviceName().equals(instance.rootDeviceName());
            disks.add(root && boot.bootsFromDisk() ? disk.bootingAt(1) : disk);
        }
        disks.add(Disk.seed(SEED_TARGET, files.seed()));
        return disks;
    }

    /**
     * The volumes as guests count disks: by their names, the root first. In the order of the record, a root that was
     * detached and attached again behind a data volume would be the second disk, and {@code /dev/vda} the data.
     */
    static List<AttachedVolume> inOrder(List<AttachedVolume> volumes) {
        List<AttachedVolume> sorted = new ArrayList<>(volumes);
        sorted.sort(Comparator.comparing(AttachedVolume::target));
        return sorted;
    }
}
