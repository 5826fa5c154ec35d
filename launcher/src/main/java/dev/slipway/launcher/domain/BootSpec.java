package dev.slipway.launcher.domain;

/** How a guest starts. */
public sealed interface BootSpec permits DiskBoot, UefiBoot, DirectKernel {

    /** Whether the firmware looks for something to boot on the disks, so that their boot order matters. */
    boolean bootsFromDisk();

    /** Writes what goes into {@code <os>} after the machine type. */
    void write(Elements xml, DomainSpec spec);
}
