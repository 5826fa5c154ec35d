package dev.slipway.launcher.instance.disk;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.snapshot.TakenSnapshots;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.life.StopInstances;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html">CreateImage</a>: snapshots
 * of all volumes of an instance at one moment, and a bundle of a root that is none, and an image of them. A running guest is shut down for that moment and
 * started again, unless it shall not be; its instance stays running meanwhile, as everybody who looks at it can tell
 * from the operation that has it for itself.
 */
public final class CreateImage {

    /** The kind of its operations in flight. */
    public static final String KIND = InstanceRecords.CREATE_IMAGE;
    private static final String IMAGE = "image";
    private static final String INSTANCE = "instance";
    /** Where the root is bundled to, when it is no volume. */
    private static final String LOCATION = "location";
    /** Present when the guest was to be shut down, and so is to be started again whatever happened. */
    private static final String REBOOT = "reboot";

    private final ImageStore store;
    private final InstanceRecords records;
    private final GuestReturn back;
    private final StopInstances stop;
    private final BundleInstance bundle;

    /**
     * @param stop shuts a guest down before its disks are looked at
     * @param bundle makes the image of an instance whose root is an instance store
     */
    public CreateImage(ImageStore store, InstanceRecords records, Machines machines, Interfaces interfaces, StopInstances stop,
            BundleInstance bundle) {
        this.store = store;
        this.records = records;
        this.back = new GuestReturn(records, machines, interfaces, store.layout());
        this.stop = stop;
        this.bundle = bundle;
    }

    /**
     * Makes the image and returns when it is available and the guest runs again. When it fails, the image is left as
     * failed, with the reason, and nothing else of it.
     *
     * @param begun told the image's id once the image can be seen, and is pending
     */
    public CreatedImage run(Instance instance, CreateImageRequest request, Consumer<ImageId> begun, Progress progress) {
        requireState(instance);
        ImageId id = ImageId.nextMachine();
        ImageDevices devices = store.catalogue().read(reader -> devices(reader, instance, request));
        Image image = store.catalogue().read(reader -> image(reader, id, instance, request));
        if (request.dryRun()) {
            throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
        }
        boolean reboot = instance.state() == InstanceState.RUNNING && !request.noReboot();
        Map<String, String> details = new HashMap<>(Map.of(IMAGE, id.value(), INSTANCE, instance.instanceId().value()));
        if (reboot) {
            details.put(REBOOT, "");
        }
        image.imageLocation().ifPresent(location -> details.put(LOCATION, location));
        try (RunningOperation operation =
                store.operations().begin(KIND, details, List.of(), List.of(instance.instanceId().value()))) {
            requireState(records.require(instance.instanceId()));
            store.pendingImages().begin(image);
            begun.accept(id);
            Consistency consistency = failing(image, () -> take(image, instance, devices, request, reboot, progress));
            if (reboot) {
                comeBack(instance.instanceId(), id);
            }
            // Last, because a guest that does not come back is for the next command to look after.
            store.catalogue().change(change -> {
                operation.finish(change);
                return null;
            });
            return new CreatedImage(store.images().find(id.value()), consistency);
        }
    }

    private static void requireState(Instance instance) {
        InstanceAction.CREATE_IMAGE.require(instance);
        boolean hasRoot = instance.instanceStore().isPresent() || instance.volumes().stream()
                .anyMatch(volume -> volume.deviceName().equals(instance.rootDeviceName()));
        if (!hasRoot) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The instance '" + instance.instanceId()
                    + "' has no root disk any more; an image is made of instances that have.");
        }
    }

    private ImageDevices devices(Reader reader, Instance instance, CreateImageRequest request) {
        if (instance.instanceStore().isPresent()
                && request.devices().stream().anyMatch(d -> d.deviceName().equals(instance.rootDeviceName()))) {
            throw new LauncherException(LauncherError.BLOCK_DEVICE_MAPPING_INVALID, "The root device '"
                    + instance.rootDeviceName() + "' is bundled; nothing else can be there.");
        }
        Map<VolumeId, Volume> volumes = new HashMap<>();
        for (AttachedVolume attached : instance.volumes()) {
            volumes.put(attached.volumeId(), store.volumes().get(reader, attached.volumeId()).document());
        }
        return ImageDevices.plan(instance, volumes,
                source(reader, instance).map(Image::blockDeviceMappings).orElse(List.of()), request.devices(),
                snapshot -> store.snapshots().get(reader, snapshot).document().volumeSize());
    }

    /** The image the instance was launched from, as far as it is still known. */
    private static Optional<Image> source(Reader reader, Instance instance) {
        return reader.find(Image.TABLE, instance.imageId().value()).map(Stored::document);
    }

    private Image image(Reader reader, ImageId id, Instance instance, CreateImageRequest request) {
        store.pendingImages().requireFreeName(reader, request.name());
        Optional<Image> source = source(reader, instance);
        return new ImageDraft(id, request.name(), store.account(), ImageType.MACHINE, instance.hardware().architecture(),
                Timestamp.now())
                .description(request.description())
                .tags(request.tags())
                .virtualizationType(instance.boot().virtualizationType())
                .kernelId(instance.boot().kernelId())
                .ramdiskId(instance.boot().ramdiskId())
                .kernelCommandLine(instance.boot().kernelCommandLine())
                .bootMode(source.flatMap(Image::bootMode))
                .platform(source.flatMap(Image::platform))
                .imdsSupport(source.flatMap(Image::imdsSupport))
                .rootDeviceType(instance.rootDeviceType())
                .imageLocation(instance.instanceStore().map(root -> bundleOf(id).imageLocation()))
                .rootDeviceName(Optional.of(instance.rootDeviceName()))
                .productCodes(productCodes(reader, instance))
                .origin(ImageOrigin.instance(
                        instance.instanceId().value(), instance.imageId(), store.layout().region()))
                .build();
    }

    private List<ProductCode> productCodes(Reader reader, Instance instance) {
        List<ProductCode> codes = new ArrayList<>(instance.productCodes());
        for (AttachedVolume attached : instance.volumes()) {
            for (ProductCode code : store.volumes().get(reader, attached.volumeId()).document().productCodes()) {
                if (!codes.contains(code)) {
                    codes.add(code);
                }
            }
        }
        return codes;
    }

    /** Where the root of an image goes that is made of an instance without a root volume: nobody asked for a place. */
    private BundleLocation bundleOf(ImageId id) {
        return new BundleLocation("images-" + store.account(), id.value());
    }

    private Consistency take(Image image, Instance instance, ImageDevices devices, CreateImageRequest request,
            boolean reboot, Progress progress) {
        if (reboot) {
            stop.quietly(instance, request.patience());
        }
        Optional<Consistency> root = image.imageLocation().map(BundleLocation::of)
                .map(location -> bundle.part(instance, location, progress).consistency());
        if (root.isPresent() && devices.volumes().isEmpty()) {
            store.catalogue().change(
                    change -> store.pendingImages().complete(change, image.imageId(), devices.mappings(List.of())));
            return root.get();
        }
        Consistency volumes = snapshot(image.imageId(), instance, devices, request);
        return root.orElse(volumes);
    }

    private Consistency snapshot(ImageId id, Instance instance, ImageDevices devices, CreateImageRequest request) {
        TakenSnapshots taken = store.volumeSnapshots().takePart(
                new SnapshotRequest(devices.volumes(),
                        Optional.of("Created by CreateImage(" + instance.instanceId() + ") for " + id),
                        request.snapshotTags(), false),
                (change, snapshots) -> store.pendingImages().complete(change, id, devices.mappings(snapshots)));
        return taken.consistency();
    }

    /** What failed says why in the image, too. */
    private Consistency failing(Image image, Supplier<Consistency> work) {
        try {
            return work.get();
        } catch (SlipwayException e) {
            boolean interrupted = Thread.interrupted();
            store.pendingImages().fail(image.imageId(), reason(e.code().code(), e.getMessage()));
            image.imageLocation().map(BundleLocation::of).ifPresent(store.bundles()::discard);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private static dev.slipway.imagestore.image.StateReason reason(String code, String message) {
        return new dev.slipway.imagestore.image.StateReason("Server.InternalError", code + ": " + message);
    }

    private void comeBack(InstanceId instance, ImageId image) {
        try {
            back.startAgain(instance);
        } catch (HostException e) {
            if (e.kind() == HostError.INTERRUPTED) {
                throw e;
            }
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE, "The image '" + image
                    + "' is available, but the instance '" + instance + "' did not come back and is stopped: "
                    + e.getMessage(), "slipway instance start " + instance, e);
        }
    }

    /** Of an image that did not come to its end only a failed one is left; the guest runs again in any case. */
    public void settle(Operation operation) {
        ImageId image = new ImageId(operation.details().get(IMAGE));
        store.pendingImages().fail(image,
                reason("Interrupted", "The command that made the image ended before it was complete."));
        if (operation.details().containsKey(LOCATION) && !isAvailable(image)) {
            store.bundles().discard(BundleLocation.of(operation.details().get(LOCATION)));
        }
        InstanceId id = new InstanceId(operation.details().get(INSTANCE));
        Optional<Stored<Instance>> instance = records.catalogue().read(reader -> records.findAnyones(reader, id));
        if (operation.details().containsKey(REBOOT) && instance.isPresent()) {
            // The guest must not begin on files that a dead snapshot of its volumes may still take from it.
            store.operations().awaitUnclaimed(InstanceRecords.volumeIds(instance.get().document()));
            if (!isAvailable(image)) {
                back.awaitOff(id);
            }
            back.startAgain(id);
        }
    }

    private boolean isAvailable(ImageId id) {
        return store.catalogue().read(reader -> reader.find(Image.TABLE, id.value()))
                .filter(image -> image.document().state() == ImageState.AVAILABLE).isPresent();
    }
}
