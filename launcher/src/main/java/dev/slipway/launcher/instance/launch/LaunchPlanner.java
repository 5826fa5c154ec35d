package dev.slipway.launcher.instance.launch;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.launch.LaunchPlan.PlannedInstance;
import dev.slipway.launcher.instance.machine.FirmwareChoice;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.settings.Defaults;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.InstanceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks a launch request against the store and the host, and decides everything, before anything is touched. */
public final class LaunchPlanner {

    private static final long MIB = 1024 * 1024;
    /** What an instance takes before its guest writes anything: overlays, seed, and the console that it will fill. */
    private static final long SPACE_EACH = 4 * MIB;

    private final ImageStore store;
    private final InstanceTypes types;
    private final HostMachine host;
    private final AcceleratorDecision accelerators;
    private final BootPlanner boots;
    private final DevicePlanner devices;
    private final NetworkPlanner networks = new NetworkPlanner();
    private final KeyPairs keyPairs;

    /** Plans with the images of {@code store}, for guests on {@code host}. */
    public LaunchPlanner(ImageStore store, InstanceTypes types, HostMachine host, AcceleratorDecision accelerators,
            FirmwareChoice firmware) {
        this.store = store;
        this.types = types;
        this.host = host;
        this.accelerators = accelerators;
        this.boots = new BootPlanner(store, firmware);
        this.devices = new DevicePlanner(store);
        this.keyPairs = new KeyPairs(store);
    }

    LaunchPlan plan(LaunchRequest request) {
        LaunchSpec spec = request.spec();
        String reference = spec.imageId().orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The request must contain the parameter ImageId."));
        Image image = store.images().findLaunchable(reference);
        InstanceType type = types.named(spec.instanceType().orElse(Defaults.INSTANCE_TYPE));
        int count = request.maxCount();
        requireFit(image, type);
        requireShutdownBehavior(spec, image);
        requireMemory(type, count);
        DurableFiles.requireSpace(store.layout().regionFolder(), SPACE_EACH * count);
        BootSource boot = boots.plan(spec, image);
        Hardware hardware = accelerators.hardware(image.architecture(), type, spec.accelerator());
        List<PlannedInstance> instances = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            InstanceId id = InstanceId.next();
            instances.add(new PlannedInstance(id, id.value(), devices.plan(spec, image, type)));
        }
        List<LayerId> pinned = new ArrayList<>();
        List<ProductCode> productCodes = image.productCodes();
        for (PlannedInstance instance : instances) {
            for (Snapshot source : instance.devices().sources()) {
                productCodes = ProductCode.union(productCodes, source.productCodes());
                if (!pinned.contains(source.layerId())) {
                    pinned.add(source.layerId());
                }
            }
        }
        store.products().requireAccepted(productCodes, reference);
        return new LaunchPlan(spec, store.account(), ReservationId.next(), publicKeys(spec), request.clientToken(), Optional.empty(), image,
                type, hardware, boot, bundle(image), networks.plan(spec), instances, pinned, productCodes);
    }

    /** Throws KEY_PAIR_NOT_FOUND. */
    private List<String> publicKeys(LaunchSpec spec) {
        return spec.keyName().map(name -> List.of(keyPairs.named(name).publicKey())).orElse(List.of());
    }

    private static void requireShutdownBehavior(LaunchSpec spec, Image image) {
        if (image.rootDeviceType() == RootDeviceType.INSTANCE_STORE && spec.instanceInitiatedShutdownBehavior().isPresent()) {
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
}
