package dev.slipway.launcher.instance.machine;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.type.InstanceType;
import java.util.ArrayList;
import java.util.List;

/** What instance types can run, and what an instance gets of one. */
public final class TypeFit {

    private TypeFit() {
    }

    /**
     * Throws INVALID_PARAMETER_VALUE for another architecture, INVALID_PARAMETER_COMBINATION for another virtualization.
     *
     * @param whose for the sentence: {@code image 'ami-...'}
     */
    public static void require(
            Architecture architecture, VirtualizationType virtualization, InstanceType type, String whose) {
        if (!type.architectures().contains(architecture)) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The architecture '" + architecture
                    + "' of the " + whose + " is none that the instance type '" + type.name() + "' has.");
        }
        if (!type.virtualizationTypes().contains(virtualization)) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "Virtualization type '"
                    + virtualization + "' is not supported for instances of type '" + type.name() + "'.");
        }
    }

    /** The machine of a type, with its own CPU options as EC2 gives them after a change, executed as before. */
    public static Hardware hardware(Hardware before, InstanceType type) {
        return new Hardware(before.architecture(), type.vcpus(), 1, type.memoryMebibytes(), before.accelerator(),
                before.acceleratorReasons());
    }

    /**
     * The instance store disks after a change of type: those that the new type has too, in its sizes, and all of them where
     * it comes with them unasked.
     */
    public static List<EphemeralDisk> ephemeralDisks(Instance instance, InstanceType type) {
        DeviceNames names = new DeviceNames();
        names.root();
        for (AttachedVolume volume : instance.volumes()) {
            if (!volume.deviceName().equals(instance.rootDeviceName())) {
                names.target(volume.deviceName());
            }
        }
        List<EphemeralDisk> disks = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (EphemeralDisk disk : instance.ephemeralDisks()) {
            if (disk.number() < type.storageDisks()) {
                disks.add(new EphemeralDisk(disk.deviceName(), names.target(disk.deviceName()), disk.number(),
                        type.storageDiskBytes(disk.number())));
                numbers.add(disk.number());
            }
        }
        for (int number = 0; type.storageIsNvme() && number < type.storageDisks(); number++) {
            if (!numbers.contains(number)) {
                String name = names.free();
                disks.add(new EphemeralDisk(name, names.target(name), number, type.storageDiskBytes(number)));
            }
        }
        return disks;
    }
}
