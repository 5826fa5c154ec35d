package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.launch.LaunchPlan.PlannedInstance;
import dev.slipway.launcher.instance.life.Observation;
import dev.slipway.launcher.instance.machine.Capacity;
import dev.slipway.launcher.instance.machine.FirmwareChoice;
import dev.slipway.launcher.instance.machine.InterfacePlan;
import dev.slipway.launcher.instance.machine.TypeFit;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.MetadataTags;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.instance.request.LaunchPolicy;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.settings.Defaults;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.InstanceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks a launch request against the store and the host, and decides everything, before anything is touched. */
public final class LaunchPlanner {

    private final ImageStore store;
    private final InstanceTypes types;
    private final AcceleratorDecision accelerators;
    private final BootPlanner boots;
    private final DevicePlanner devices;
    private final NetworkPlanner networks;
    private final KeyPairs keyPairs;
    private final LaunchTemplates templates;
    private final LaunchRoom rooms;
    private final LaunchPolicy policy;

    /**
     * Plans with the images of {@code store}.
     *
     * @param firmware what there is of it on the host
     * @param networks decides which interfaces instances get
     * @param capacity what is left of the host
     * @param observation finds out which guests have gone by themselves
     */
    public LaunchPlanner(ImageStore store, InstanceTypes types, AcceleratorDecision accelerators, FirmwareChoice firmware,
            NetworkPlanner networks, Capacity capacity, Observation observation, LaunchPolicy policy) {
        this.store = store;
        this.types = types;
        this.accelerators = accelerators;
        this.rooms = new LaunchRoom(store, capacity, observation);
        this.networks = networks;
        this.policy = policy;
        this.boots = new BootPlanner(store, firmware);
        this.devices = new DevicePlanner(store);
        this.keyPairs = new KeyPairs(store);
        this.templates = new LaunchTemplates(store);
    }

    /** Throws what is wrong with the request; INSUFFICIENT_CAPACITY and NO_SPACE when not even the smaller number fits. */
    LaunchPlan plan(LaunchRequest request) {
        Optional<LaunchTemplates.Resolved> template = request.template().map(templates::resolve);
        LaunchSpec asked = template.isEmpty() ? request.spec() : request.spec().over(template.get().spec());
        LaunchSpec spec = asked.over(policy.defaults());
        String reference = spec.imageId().orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The request must contain the parameter ImageId."));
        Image image = store.images().findLaunchable(reference);
        InstanceType type = types.named(spec.instanceType().orElse(Defaults.INSTANCE_TYPE));
        TypeFit.require(image.architecture(), image.virtualizationType(), type, "image '" + image.imageId() + "'");
        requireStoppable(spec, image);
        Tag.checked(spec.instanceTags());
        Members members = new Members(spec, request.members(), request.maxCount());
        BootSource boot = boots.plan(spec, image);
        Hardware hardware = accelerators.hardware(image.architecture(), type, spec.cpuOptions(),
                spec.accelerator().flatMap(Accelerator::named));
        PlannedDevices first = devices.plan(spec, image, type);
        List<InterfacePlan> interfaces = networks.plan(spec, request.maxCount());
        requireTold(spec, interfaces);
        int count = rooms.count(request, type, hardware);
        List<PlannedInstance> instances = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            InstanceId id = InstanceId.next();
            instances.add(members.plan(i, id, i == 0 ? first : first.anew()));
        }
        List<LayerId> pinned = new ArrayList<>();
        List<ProductCode> productCodes = image.productCodes();
        for (Snapshot source : first.sources()) {
            productCodes = ProductCode.union(productCodes, source.productCodes());
            if (!pinned.contains(source.layerId())) {
                pinned.add(source.layerId());
            }
        }
        store.products().requireAccepted(productCodes, reference);
        LaunchPlan plan = new LaunchPlan(spec, store.account(), ReservationId.next(), publicKeys(spec), request.clientToken(),
                template.map(LaunchTemplates.Resolved::use), image, type, hardware, boot, bundle(image), interfaces, instances, pinned, productCodes);
        if (plan.metadataOptions().instanceMetadataTags()) {
            instances.forEach(instance -> MetadataTags.check(instance.tags()));
        }
        return plan;
    }

    /** Throws KEY_PAIR_NOT_FOUND. */
    private List<String> publicKeys(LaunchSpec spec) {
        return spec.keyName().map(name -> List.of(keyPairs.named(name).publicKey())).orElse(List.of());
    }

    /** Throws INSUFFICIENT_CAPACITY when another launch was quicker; for the transaction that records the instances. */
    void requireRoom(Reader reader, LaunchPlan plan) {
        rooms.require(reader, plan.type(), plan.hardware(), plan.instances().size());
    }

    private static void requireStoppable(LaunchSpec spec, Image image) {
        if (image.rootDeviceType() != RootDeviceType.INSTANCE_STORE) {
            return;
        }
        if (spec.instanceInitiatedShutdownBehavior().isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The attribute "
                    + "instanceInitiatedShutdownBehavior can only be used for images with an ebs root; the guest's own"
                    + " power-off terminates an instance of '" + image.imageId() + "'.");
        }
        if (spec.disableApiStop().orElse(false)) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The attribute disableApiStop can only"
                    + " be used for images with an ebs root; an instance of '" + image.imageId() + "' is never stopped.");
        }
    }

    /** What only the metadata service can tell takes a network that has one. */
    private static void requireTold(LaunchSpec spec, List<InterfacePlan> interfaces) {
        boolean told = !spec.seed().equals(Optional.of(SeedKind.NONE))
                || interfaces.stream().anyMatch(each -> each.kind() == NetworkKind.NAT);
        if (!told && (spec.keyName().isPresent() || spec.userData().isPresent())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "Without a seed, nobody tells a guest its user data and its key but the metadata service of nat networks.",
                    "--network nat, or --seed nocloud", null);
        }
    }

    private static Optional<BundleLocation> bundle(Image image) {
        return switch (image.rootDeviceType()) {
            case EBS -> Optional.empty();
            case INSTANCE_STORE -> image.imageLocation().map(BundleLocation::of);
        };
    }
}
