package dev.slipway.launcher.instance.record;

/**
 * What an instance that runs Windows was given at its launch, and keeps: the system would not find its disk on another
 * bus, and may have locked that disk with its TPM.
 *
 * @param virtio whether the image brings virtio drivers; without, it has SATA disks and a network card of Intel's
 * @param tpm whether it has a TPM 2.0
 */
public record WindowsDevices(boolean virtio, boolean tpm) {
}
