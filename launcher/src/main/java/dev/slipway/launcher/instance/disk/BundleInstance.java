package dev.slipway.launcher.instance.disk;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.disk.BlockJob;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.BundleSource;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.InstanceStoreRoot;
import dev.slipway.launcher.instance.state.InstanceAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BundleInstance.html">BundleInstance</a>, for
 * any guest: QEMU mirrors the root disk of a running instance into a file, and at the moment it is left the guest's file
 * systems are frozen where its agent answers. The guest's own disk and its chain are never touched, so whatever ends
 * this early leaves an instance that did not notice.
 */
public final class BundleInstance {

    /** The kind of its operations in flight. */
    public static final String KIND = "bundle-instance";
    private static final String INSTANCE = "instance";
    private static final Duration LONGEST_COPY = Duration.ofHours(12);

    private final ImageStore store;
    private final Machines machines;

    /** Bundles into the buckets of {@code store}. */
    public BundleInstance(ImageStore store, Machines machines) {
        this.store = store;
        this.machines = machines;
    }

    /** Throws UNSUPPORTED_OPERATION for a root that is a volume, INCORRECT_INSTANCE_STATE, BUNDLE_EXISTS, NO_SPACE. */
    public BundledInstance run(Instance instance, BundleLocation location, Progress progress) {
        InstanceAction.BUNDLE.require(instance);
        InstanceStoreRoot root = instance.instanceStore().orElseThrow();
        store.bundles().requireFree(location);
        machines.hypervisor();
        return live(instance, root, location, List.of(instance.instanceId().value()), progress);
    }

    /** As {@link #run}, for a caller who has the instance for itself, and whatever state its machine is in. */
    BundledInstance part(Instance instance, BundleLocation location, Progress progress) {
        InstanceStoreRoot root = instance.instanceStore().orElseThrow();
        if (machines.state(instance.instanceId()).isActive()) {
            return live(instance, root, location, List.of(), progress);
        }
        Path disk = new InstanceFiles(store.layout(), instance.instanceId()).root();
        return new BundledInstance(store.bundles().create(
                location, new BundleSource.OwnDisk(disk), machine(instance), progress), Consistency.AT_REST);
    }

    private BundledInstance live(Instance instance, InstanceStoreRoot root, BundleLocation location, List<String> claims,
            Progress progress) {
        String id = instance.instanceId().value();
        try (RunningOperation operation =
                store.operations().begin(KIND, Map.of(INSTANCE, id), List.of(root.layerId()), claims)) {
            Path copy = store.layout().staging(operation.operation().operationId()).resolve("root.qcow2");
            Consistency consistency = copy(instance.instanceId(), root, copy, progress);
            Failpoint.BUNDLE_ROOT_COPIED.reached();
            Bundle bundle =
                    store.bundles().create(location, new BundleSource.OwnDisk(copy), machine(instance), progress);
            DurableFiles.delete(copy.getParent());
            store.catalogue().change(change -> {
                operation.finish(change);
                return bundle;
            });
            return new BundledInstance(bundle, consistency);
        }
    }

    private Consistency copy(InstanceId id, InstanceStoreRoot root, Path copy, Progress progress) {
        Path staging = copy.getParent();
        try {
            Files.createDirectories(staging);
        } catch (IOException e) {
            throw FileFailure.of(staging, "be made", e);
        }
        DurableFiles.requireSpace(staging, space(id, root));
        try (GuestDomain domain = machines.require(id)) {
            BlockJob job = domain.disks().copy(root.target(), copy, DiskFormat.QCOW2, Set.of());
            Failpoint.BUNDLE_COPY_BEGUN.reached();
            job.awaitReady(LONGEST_COPY, progress);
            Consistency consistency = freeze(domain);
            try {
                Failpoint.BUNDLE_GUEST_FROZEN.reached();
                // Leaves the copy behind as the disk is at this moment.
                job.cancel();
            } finally {
                if (consistency == Consistency.FROZEN) {
                    domain.fileSystems().thaw();
                }
            }
            return consistency;
        }
    }

    /** What the copy takes: all that the overlay and its layer hold, to be safe. */
    private long space(InstanceId id, InstanceStoreRoot root) {
        long layer = store.catalogue().read(reader -> reader.find(Layer.TABLE, root.layerId().value()))
                .map(stored -> stored.document().fileSizeBytes()).orElse(0L);
        return layer + QemuImg.info(new InstanceFiles(store.layout(), id).root(), DiskFormat.QCOW2).actualSizeBytes();
    }

    /** Freezes the guest's file systems where its agent can; else the disk is as after a loss of power. */
    private static Consistency freeze(GuestDomain domain) {
        try {
            domain.agent().ping();
            domain.fileSystems().freeze();
            return Consistency.FROZEN;
        } catch (HostException e) {
            // None, or one that may not freeze, or a file system that cannot be frozen.
            if (e.kind() != HostError.AGENT_UNAVAILABLE && e.kind() != HostError.HYPERVISOR_FAILED) {
                throw e;
            }
            return Consistency.CRASH_CONSISTENT;
        }
    }

    private BundledMachine machine(Instance instance) {
        // The image may be deregistered by now, and even gone.
        Optional<Image> image = store.catalogue().read(
                reader -> reader.find(Image.TABLE, instance.imageId().value())).map(Stored::document);
        List<BlockDeviceMapping> ephemeral = image.map(Image::blockDeviceMappings).orElse(List.of()).stream()
                .filter(mapping -> mapping.device() instanceof BlockDevice.Ephemeral).toList();
        return new BundledMachine(instance.hardware().architecture(), instance.boot().kernelId(),
                instance.boot().ramdiskId(), instance.boot().kernelCommandLine(), instance.rootDeviceName(), ephemeral,
                instance.productCodes());
    }

    /** Ends the copying, where it goes on, lets the guest write again, and removes the copy. */
    public void settle(Operation operation) {
        Optional<GuestDomain> found = machines.hypervisor().find(operation.details().get(INSTANCE));
        if (found.isPresent()) {
            try (GuestDomain domain = found.get()) {
                endCopy(domain, store.layout().staging(operation.operationId()));
            }
        }
        DurableFiles.delete(store.layout().staging(operation.operationId()));
    }

    private static void endCopy(GuestDomain domain, Path staging) {
        if (!domain.isActive()) {
            return;
        }
        domain.disks().mirrors().forEach((target, copy) -> {
            if (copy.startsWith(staging)) {
                domain.disks().job(target).cancel();
            }
        });
        thaw(domain);
    }

    /** Whoever froze the file systems may have died before this. */
    private static void thaw(GuestDomain domain) {
        try {
            domain.agent().ping();
            domain.fileSystems().thaw();
        } catch (HostException e) {
            // An agent that answers with an error has frozen nothing.
            if (e.kind() != HostError.AGENT_UNAVAILABLE && e.kind() != HostError.HYPERVISOR_FAILED) {
                throw e;
            }
        }
    }
}
