package dev.slipway.imagestore.bundle.manifest;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.ProductCode;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle says of the machine its disk is for: the {@code machine_configuration} of EC2's manifests. An image that
 * is registered from it has these unless the registration says otherwise.
 *
 * @param architecture the processor it is made for
 * @param kernelId the kernel image it boots; one with a kernel is paravirtual
 * @param ramdiskId the ramdisk image it boots with
 * @param kernelCommandLine what it tells its kernel; Slipway's own, EC2 has it in the disk's grub
 * @param rootDeviceName EC2's name of the root device
 * @param mappings its further devices: instance store disks, as in EC2's manifests
 * @param productCodes product codes an image of it carries
 */
public record BundledMachine(
        Architecture architecture,
        Optional<ImageId> kernelId,
        Optional<ImageId> ramdiskId,
        Optional<String> kernelCommandLine,
        String rootDeviceName,
        List<BlockDeviceMapping> mappings,
        List<ProductCode> productCodes) {

    public BundledMachine {
        requireNonNull(architecture, "architecture");
        requireNonNull(kernelId, "kernelId");
        requireNonNull(ramdiskId, "ramdiskId");
        requireNonNull(kernelCommandLine, "kernelCommandLine");
        requireNonNull(rootDeviceName, "rootDeviceName");
        mappings = List.copyOf(mappings);
        productCodes = List.copyOf(productCodes);
        for (BlockDeviceMapping mapping : mappings) {
            if (!(mapping.device() instanceof BlockDevice.Ephemeral)) {
                throw new IllegalArgumentException("a bundle holds no volumes: " + mapping);
            }
        }
    }

    /** The same machine, which boots these: where a bundle was copied to, kernel and ramdisk have other ids. */
    public BundledMachine booting(Optional<ImageId> kernel, Optional<ImageId> ramdisk) {
        return new BundledMachine(
                architecture, kernel, ramdisk, kernelCommandLine, rootDeviceName, mappings, productCodes);
    }

    /** The same machine, whose images carry these product codes too. */
    public BundledMachine charging(List<ProductCode> more) {
        return new BundledMachine(architecture, kernelId, ramdiskId, kernelCommandLine, rootDeviceName, mappings,
                ProductCode.union(productCodes, more));
    }
}
