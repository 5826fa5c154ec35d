package dev.slipway.launcher.instance.launch;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.launch.LaunchPlan.PlannedInstance;
import dev.slipway.launcher.instance.launch.LaunchPlan.PlannedVolume;
import dev.slipway.launcher.instance.machine.DeviceNames;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.InstanceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks a launch request against the store and the host, and decides everything, before anything is touched. */
public final class LaunchPlanner {

    /** The root is the first disk; everything the kernel says goes to the serial line, as on EC2. */
    static final String DEFAULT_COMMAND_LINE = "root=/dev/vda rw console=ttyS0";

    private static final long MIB = 1024 * 1024;
    /** What an instance takes before its guest writes anything: overlays, seed, and the console that it will fill. */
    private static final long SPACE_EACH = 4 * MIB;

    private final ImageStore store;
    private final InstanceTypes types;
    private final HostMachine host;
    private final AcceleratorDecision accelerators;

    /** Plans with the images of {@code store}, for guests on {@code host}. */
    public LaunchPlanner(ImageStore store, InstanceTypes types, HostMachine host, AcceleratorDecision accelerators) {
        this.store = store;
        this.types = types;
        this.host = host;
        this.accelerators = accelerators;
    }

    LaunchPlan plan(LaunchRequest request) {
        Image image = machineImage(request.image());
        InstanceType type = types.named(request.instanceType());
        requireFit(image, type);
        requireShutdownBehavior(request, image);
        requireMemory(type, request.count());
        DurableFiles.requireSpace(store.layout().regionFolder(), SPACE_EACH * request.count());
        BootSource boot = bootSource(request, image);
        Hardware hardware = accelerators.hardware(image.architecture(), type, request.accelerator());
        List<Snapshot> sources = new ArrayList<>();
        List<PlannedInstance> instances = new ArrayList<>(request.count());
        for (int i = 0; i < request.count(); i++) {
            instances.add(new PlannedInstance(InstanceId.next(), volumes(image, sources)));
        }
        List<LayerId> pinned = new ArrayList<>();
        List<ProductCode> productCodes = image.productCodes();
        for (Snapshot source : sources) {
            productCodes = ProductCode.union(productCodes, source.productCodes());
            if (!pinned.contains(source.layerId())) {
                pinned.add(source.layerId());
            }
        }
        store.products().requireAccepted(productCodes, request.image());
        return new LaunchPlan(request, store.account(), ReservationId.next(), image, type, hardware, boot,
                image.rootDeviceName().orElseThrow(), bundle(image), instances, pinned, productCodes);
    }

    private Image machineImage(String reference) {
        Image image = store.images().findLaunchable(reference);
        return image;
    }

    private static void requireShutdownBehavior(LaunchRequest request, Image image) {
        if (image.rootDeviceType() == RootDeviceType.INSTANCE_STORE && request.shutdownBehavior().isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The attribute "
                    + "instanceInitiatedShutdownBehavior can only be used for images with an ebs root; the guest's own"
                    + " power-off terminates an instance of '" + image.imageId() + "'.");
        }
    }

    private static Optional<BundleLocation> bundle(Image image) {
        return switch (image.rootDeviceType()) {
            case EBS -> Optional.empty();
            case INSTANCE_STORE -> image.imageLocation().map(BundleLocation::of);
        };
    }

    private static void requireFit(Image image, InstanceType type) {
        if (!type.architectures().contains(image.architecture())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The architecture '" + image.architecture()
                    + "' of the image '" + image.imageId() + "' is none that the instance type '" + type.name() + "' has.");
        }
        if (!type.virtualizationTypes().contains(image.virtualizationType())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "Virtualization type '"
                    + image.virtualizationType() + "' is not supported for instances of type '" + type.name() + "'.");
        }
    }

    private void requireMemory(InstanceType type, int count) {
        long needed = (long) type.memoryMebibytes() * count;
        long there = host.memory().totalBytes() / MIB;
        if (needed > there) {
            throw new LauncherException(LauncherError.INSUFFICIENT_CAPACITY, count + " x '" + type.name() + "' takes "
                    + needed + " MiB of memory; this host has " + there + " MiB.", "slipway type list", null);
        }
    }

    private BootSource bootSource(LaunchRequest request, Image image) {
        if (image.virtualizationType() == VirtualizationType.HVM) {
            if (request.kernel().isPresent() || request.ramdisk().isPresent()) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The image '" + image.imageId()
                        + "' is hvm and boots its own kernel; a kernel or ramdisk goes with paravirtual images.");
            }
            return new BootSource(VirtualizationType.HVM, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<ImageId> kernel = bootImage(request.kernel(), image.kernelId(), ImageType.KERNEL, image);
        Optional<ImageId> ramdisk = bootImage(request.ramdisk(), image.ramdiskId(), ImageType.RAMDISK, image);
        if (kernel.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER,
                    "The image '" + image.imageId() + "' is paravirtual and names no kernel.", "--kernel aki-...", null);
        }
        String commandLine = request.kernelCommandLine().or(image::kernelCommandLine).orElse(DEFAULT_COMMAND_LINE);
        return new BootSource(VirtualizationType.PARAVIRTUAL, kernel, ramdisk, Optional.of(commandLine));
    }

    private Optional<ImageId> bootImage(
            Optional<String> asked, Optional<ImageId> imagesOwn, ImageType type, Image image) {
        if (asked.isEmpty() && imagesOwn.isEmpty()) {
            return Optional.empty();
        }
        // The right to launch an image includes the kernel it names; one that is asked for has to be the account's to use.
        Image found = store.launches().bootImage(
                asked.isPresent() ? store.images().find(asked.get()).imageId() : imagesOwn.get());
        if (found.imageType() != type) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The image '" + found.imageId() + "' is a " + found.imageType() + " and no " + type + ".");
        }
        if (found.architecture() != image.architecture()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The " + type + " '" + found.imageId()
                    + "' is made for " + found.architecture() + ", the image '" + image.imageId() + "' for "
                    + image.architecture() + ".");
        }
        return Optional.of(found.imageId());
    }

    private List<PlannedVolume> volumes(Image image, List<Snapshot> sources) {
        DeviceNames names = new DeviceNames();
        String rootName = image.rootDeviceName().orElseThrow();
        String rootTarget = names.root();
        List<PlannedVolume> volumes = new ArrayList<>();
        for (BlockDeviceMapping mapping : image.blockDeviceMappings()) {
            boolean root = mapping.deviceName().equals(rootName);
            BlockDevice device = mapping.device();
            if (device instanceof BlockDevice.FromSnapshot from) {
                Snapshot source = store.snapshots().ofImage(from.snapshotId());
                sources.add(source);
                volumes.add(planned(mapping, root ? rootTarget : names.target(mapping.deviceName()),
                        from.deleteOnTermination(), VolumePlan.of(source, from.volumeSize())));
            } else if (device instanceof BlockDevice.Blank blank) {
                volumes.add(planned(mapping, names.target(mapping.deviceName()), blank.deleteOnTermination(),
                        VolumePlan.blank(blank.volumeSize())));
            }
        }
        return volumes;
    }

    private static PlannedVolume planned(
            BlockDeviceMapping mapping, String target, boolean deleteOnTermination, VolumePlan plan) {
        return new PlannedVolume(mapping.deviceName(), target, deleteOnTermination, plan);
    }
}
