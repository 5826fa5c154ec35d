package dev.slipway.launcher.instance.disk;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.volume.LiveVolumes;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.life.StopInstances;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReplaceRootState;
import dev.slipway.launcher.instance.record.ReplaceRootTask;
import dev.slipway.launcher.instance.record.ReplaceRootTaskId;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateReplaceRootVolumeTask.html">
 * CreateReplaceRootVolumeTask</a>: an instance gets another root volume, and keeps all else. A running guest is shut
 * down and started again with it, as EC2 reboots it; its instance stays running meanwhile. One transaction swaps the
 * volumes; before it everything is undone, after it finished, unless the machine does not start with the new one.
 */
public final class ReplaceRoot {

    /** The kind of its operations in flight. */
    public static final String KIND = InstanceRecords.REPLACE_ROOT;
    private static final String TASK = "task";
    /** Present when the guest was to be shut down, and so is to be started again whatever happened. */
    private static final String REBOOT = "reboot";

    private final ImageStore store;
    private final InstanceRecords records;
    private final StopInstances stop;
    private final LiveVolumes guests;
    private final GuestReturn back;

    /**
     * For instances in {@code records}, whose guests are on {@code machines}.
     *
     * @param stop shuts a guest down before its root is taken
     * @param guests told when an instance has another root
     */
    public static ReplaceRoot of(ImageStore store, InstanceRecords records, Machines machines, Interfaces interfaces,
            StopInstances stop, LiveVolumes guests) {
        return new ReplaceRoot(
                store, records, stop, guests, new GuestReturn(records, machines, interfaces, store.layout()));
    }

    private ReplaceRoot(ImageStore store, InstanceRecords records, StopInstances stop, LiveVolumes guests, GuestReturn back) {
        this.store = store;
        this.records = records;
        this.stop = stop;
        this.guests = guests;
        this.back = back;
    }

    /**
     * Replaces the root volume and returns when the guest runs again. Throws INCORRECT_INSTANCE_STATE,
     * UNSUPPORTED_OPERATION for a root that is no volume, what {@link RootSource#find} throws, OPT_IN_REQUIRED for
     * products whose terms are not accepted, DRY_RUN.
     */
    public ReplaceRootTask run(Instance instance, ReplaceRootRequest request) {
        InstanceId id = instance.instanceId();
        AttachedVolume root = requireRoot(instance);
        RootSource source = RootSource.find(store, instance, root.volumeId(), request);
        store.products().requireAccepted(source.snapshot().productCodes(), source.snapshot().snapshotId().value());
        if (request.dryRun()) {
            throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
        }
        ReplaceRootTask task = new ReplaceRootTask(ReplaceRootTaskId.next(), id, ReplaceRootState.IN_PROGRESS,
                Timestamp.now(), Optional.empty(), source.snapshot().snapshotId(), source.image(),
                request.deleteReplaced(), root.volumeId(), source.plan().volumeId(), request.tags());
        boolean reboot = instance.state() == InstanceState.RUNNING;
        Map<String, String> details = new HashMap<>(Map.of(TASK, task.taskId().value()));
        if (reboot) {
            details.put(REBOOT, "");
        }
        try (RunningOperation operation = store.operations().begin(KIND, details, List.of(source.snapshot().layerId()),
                List.of(id.value(), task.replaced().value(), task.replacement().value()))) {
            requireSame(instance, root, records.require(id));
            store.catalogue().change(change -> change.insert(ReplaceRootTask.TABLE, task));
            Volume made = store.volumes().prepare(List.of(source.plan()), new Rollback()).get(0);
            Failpoint.ROOT_MADE.reached();
            if (reboot) {
                stop.quietly(instance, request.patience());
            }
            store.catalogue().change(change -> swap(change, task, made));
            Failpoint.ROOT_SWAPPED.reached();
            if (reboot) {
                comeBack(task);
            }
            ReplaceRootTask done = finish(task);
            store.catalogue().change(change -> {
                operation.finish(change);
                return null;
            });
            return done;
        }
    }

    private static AttachedVolume requireRoot(Instance instance) {
        InstanceAction.REPLACE_ROOT.require(instance);
        return instance.rootVolume().orElseThrow(() -> new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                "The instance '" + instance.instanceId() + "' has no root volume to replace.",
                "slipway volume attach VOLUME " + instance.instanceId() + " --device " + instance.rootDeviceName()));
    }

    private static void requireSame(Instance before, AttachedVolume root, Instance now) {
        boolean same = now.state() == before.state()
                && now.rootVolume().filter(volume -> volume.volumeId().equals(root.volumeId())).isPresent();
        if (!same) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                    "The instance '" + now.instanceId() + "' was changed by another command; it is " + now.state() + ".");
        }
    }

    private Instance swap(Change change, ReplaceRootTask task, Volume made) {
        Instance instance = records.findAnyones(change, task.instanceId()).orElseThrow().document();
        AttachedVolume root = instance.rootVolume().orElseThrow();
        Volume coded = made.withProductCodes(ProductCode.union(made.productCodes(), instance.productCodes()));
        AttachedVolume next = new AttachedVolume(root.deviceName(), root.target(), made.volumeId(),
                root.deleteOnTermination(), Timestamp.now(), root.isLater());
        change.insert(Volume.TABLE, coded.attachedTo(attachment(task, next)));
        store.volumes().detach(change, root.volumeId());
        return replace(change, task, next);
    }

    /** The other way: the root as it was, and the new one on its way out. */
    private Instance swapBack(Change change, ReplaceRootTask task) {
        AttachedVolume root =
                records.findAnyones(change, task.instanceId()).orElseThrow().document().rootVolume().orElseThrow();
        AttachedVolume before = new AttachedVolume(root.deviceName(), root.target(), task.replaced(),
                root.deleteOnTermination(), Timestamp.now(), root.isLater());
        store.volumes().markDeleting(change, task.replacement());
        store.volumes().attach(change, task.replaced(), attachment(task, before));
        return replace(change, task, before);
    }

    private static VolumeAttachment attachment(ReplaceRootTask task, AttachedVolume root) {
        return new VolumeAttachment(
                task.instanceId().value(), root.deviceName(), root.attachTime(), root.deleteOnTermination());
    }

    private Instance replace(Change change, ReplaceRootTask task, AttachedVolume root) {
        return records.update(change, task.instanceId(), instance -> {
            List<AttachedVolume> volumes = new ArrayList<>(instance.volumes());
            volumes.replaceAll(volume -> volume.deviceName().equals(root.deviceName()) ? root : volume);
            return instance.withVolumes(volumes);
        });
    }

    /** Starts the machine with its new root, or with the old one where it does not start with that. */
    private void comeBack(ReplaceRootTask task) {
        try {
            back.startOrFail(task.instanceId());
        } catch (HostException e) {
            if (e.kind() == HostError.INTERRUPTED) {
                throw e;
            }
            store.catalogue().change(change -> swapBack(change, task));
            back.startAgain(task.instanceId());
            throw e;
        }
    }

    private ReplaceRootTask finish(ReplaceRootTask task) {
        if (task.deleteReplaced()) {
            store.catalogue().change(change -> {
                store.volumes().markDeleting(change, task.replaced());
                return null;
            });
            Failpoint.ROOT_DISCARDED.reached();
            store.volumes().deleteMarked(task.replaced());
        }
        guests.moved(task.instanceId().value());
        return end(task, ReplaceRootState.SUCCEEDED);
    }

    private ReplaceRootTask end(ReplaceRootTask task, ReplaceRootState state) {
        return store.catalogue().change(change -> {
            Stored<ReplaceRootTask> stored = change.find(ReplaceRootTask.TABLE, task.taskId().value()).orElseThrow();
            return change.update(ReplaceRootTask.TABLE, task.ended(state, Timestamp.now()), stored.version()).document();
        });
    }

    /** After the swap it is finished, before it taken back; the guest runs again in any case. */
    public void settle(Operation operation) {
        Optional<Stored<ReplaceRootTask>> stored = store.catalogue().read(
                reader -> reader.find(ReplaceRootTask.TABLE, operation.details().get(TASK)));
        if (stored.isEmpty()) {
            return;
        }
        ReplaceRootTask task = stored.get().document();
        boolean reboot = operation.details().containsKey(REBOOT);
        if (task.state() == ReplaceRootState.IN_PROGRESS && hasReplacement(task)) {
            if (reboot) {
                comeBack(task);
            }
            finish(task);
            return;
        }
        VolumeId replacement = task.replacement();
        if (!hasReplacement(task)) {
            store.volumes().deleteMarked(replacement);
            store.volumes().discard(replacement);
        }
        if (task.state() == ReplaceRootState.IN_PROGRESS) {
            end(task, ReplaceRootState.FAILED);
        }
        if (reboot) {
            back.awaitOff(task.instanceId());
            back.startAgain(task.instanceId());
        }
        guests.moved(task.instanceId().value());
    }

    private boolean hasReplacement(ReplaceRootTask task) {
        return store.catalogue().read(reader -> records.findAnyones(reader, task.instanceId()))
                .flatMap(instance -> instance.document().rootVolume())
                .filter(root -> root.volumeId().equals(task.replacement())).isPresent();
    }
}
