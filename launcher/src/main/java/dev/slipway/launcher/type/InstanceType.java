package dev.slipway.launcher.type;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.VirtualizationType;
import java.util.List;

/**
 * An instance type: the part of EC2's DescribeInstanceTypes that says what a guest gets.
 *
 * @param architectures that it runs, EC2's own order kept
 * @param storage the instance-store disks it comes with; empty for types that have none
 * @param storageIsNvme whether an instance has all of them without being asked: EC2's NvmeSupport {@code required}
 */
public record InstanceType(String name, int vcpus, int memoryMebibytes, List<Architecture> architectures,
        List<VirtualizationType> virtualizationTypes, List<InstanceStorageDisk> storage,
        boolean storageIsNvme) {

    public InstanceType {
        requireNonNull(name, "name");
        if (vcpus < 1 || memoryMebibytes < 1) {
            throw new IllegalArgumentException("vcpus and memoryMebibytes must be positive: " + vcpus + ", "
                    + memoryMebibytes);
        }
        architectures = List.copyOf(architectures);
        virtualizationTypes = List.copyOf(virtualizationTypes);
        storage = List.copyOf(storage);
    }

    /** Whether EC2 counts CPU credits for the type; a host does not. */
    public boolean isBurstable() {
        return isBurstable(name);
    }

    /** The same of the name of a type. */
    public static boolean isBurstable(String name) {
        return name.matches("t\\d[a-z]*\\..*");
    }

    /** All its instance-store disks together. */
    public long storageGigabytes() {
        long total = 0;
        for (InstanceStorageDisk disk : storage) {
            total += (long) disk.sizeGigabytes() * disk.count();
        }
        return total;
    }

    /** How many instance-store disks there are in all: {@code ephemeral0} up to this, not included. */
    public int storageDisks() {
        int disks = 0;
        for (InstanceStorageDisk disk : storage) {
            disks += disk.count();
        }
        return disks;
    }

    /** The size of the instance-store disk {@code ephemeralN} in bytes, for a number below {@link #storageDisks}. */
    public long storageDiskBytes(int number) {
        int before = 0;
        for (InstanceStorageDisk disk : storage) {
            if (number >= before && number < before + disk.count()) {
                return disk.sizeGigabytes() * 1_000_000_000L;
            }
            before += disk.count();
        }
        throw new IllegalArgumentException("the type " + name + " has no disk ephemeral" + number);
    }
}
