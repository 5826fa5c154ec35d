package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.volume.AttachmentState;
import dev.slipway.imagestore.volume.LiveVolumes;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.imagestore.volume.VolumeSearch;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceAction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html">AttachVolume</a> and
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachVolume.html">DetachVolume</a>, of stopped
 * instances and of running ones. A first transaction says what is on its way, then the guest is given the disk or asked
 * for it, and a second transaction says that it is so. The operation around them keeps a start, a snapshot and a
 * deletion away, and makes record and machine agree when its process dies.
 */
public final class VolumeAttachments {

    /** The kind of its operations in flight. */
    public static final String KIND = "attach-volume";
    private static final String INSTANCE = "instance";
    private static final String VOLUME = "volume";

    private final ImageStore store;
    private final InstanceRecords records;
    private final LiveDisks live;
    private final ForcedDetach forced;
    private final LiveVolumes guests;
    private final AttachmentRows rows;

    /**
     * The attachments of instances in {@code records}.
     *
     * @param machines their guests
     * @param guests told when what an instance has attached has changed
     */
    public static VolumeAttachments of(
            ImageStore store, InstanceRecords records, Machines machines, LiveVolumes guests) {
        return new VolumeAttachments(store, records, new LiveDisks(records, machines, store.layout()),
                new ForcedDetach(store, records, machines), guests);
    }

    private VolumeAttachments(ImageStore store, InstanceRecords records, LiveDisks live, ForcedDetach forced,
            LiveVolumes guests) {
        this.store = store;
        this.forced = forced;
        this.records = records;
        this.live = live;
        this.guests = guests;
        this.rows = new AttachmentRows(store, records);
    }

    /**
     * Attaches an available volume, and returns when the guest has it; it stays when the instance is terminated. Throws
     * VOLUME_NOT_FOUND, VOLUME_IN_USE, VOLUME_STATE, VOLUME_ZONE_MISMATCH, INVALID_PARAMETER_VALUE for a device name that
     * is none or is taken, ATTACHMENT_LIMIT, INCORRECT_INSTANCE_STATE, DRY_RUN.
     */
    public Volume attach(Instance instance, AttachRequest request) {
        InstanceId id = instance.instanceId();
        // All that can be refused is refused before anything is begun.
        AttachDevice device = store.catalogue().read(reader -> rows.place(reader, instance, request));
        if (live.requireSteady(instance, InstanceAction.ATTACH_VOLUME, false)) {
            live.requirePlace(id, device);
        }
        requireNoDryRun(request.dryRun());
        try (RunningOperation operation = begin(id, request.volume())) {
            boolean runs = live.requireSteady(records.require(id), InstanceAction.ATTACH_VOLUME, false);
            AttachedVolume attached = store.catalogue().change(change ->
                    rows.attach(change, id, request, runs ? AttachmentState.ATTACHING : AttachmentState.ATTACHED));
            Failpoint.ATTACHMENT_RECORDED.reached();
            if (runs) {
                live.attach(id, attached);
                Failpoint.ATTACHMENT_DONE.reached();
                store.catalogue().change(change -> rows.mark(change, id, request.volume(), AttachmentState.ATTACHED));
            }
            return finish(operation, id, request.volume());
        }
    }

    /**
     * Detaches a volume, and returns it as it was when the guest has let go of it. Throws VOLUME_NOT_FOUND, VOLUME_STATE
     * for one that is not attached, ATTACHMENT_NOT_FOUND for one that is attached elsewhere, OPERATION_NOT_PERMITTED for
     * the root of a running instance, VOLUME_BUSY, INCORRECT_INSTANCE_STATE, DRY_RUN.
     *
     * @param instances tells the state of an instance
     */
    public Volume detach(DetachRequest request, Function<InstanceId, Instance> instances) {
        VolumeAttachment attachment =
                requireAttached(store.volumes().describe(List.of(request.volume())).get(0), request);
        InstanceId id = new InstanceId(attachment.instanceId());
        requireDetachable(instances.apply(id), attachment, request.force());
        requireNoDryRun(request.dryRun());
        try (RunningOperation operation = begin(id, request.volume())) {
            Volume before = store.volumes().describe(List.of(request.volume())).get(0);
            requireAttached(before, request);
            boolean runs = requireDetachable(records.require(id), attachment, request.force());
            AttachedVolume attached = rows.attached(records.require(id), request.volume()).orElseThrow();
            if (runs) {
                store.catalogue().change(
                        change -> rows.mark(change, id, request.volume(), AttachmentState.DETACHING));
                Failpoint.ATTACHMENT_RECORDED.reached();
                if (!live.detach(id, attached, request.patience())) {
                    if (!request.force()) {
                        throw busy(operation, id, attached, request);
                    }
                    forced.take(id, attached);
                }
                Failpoint.ATTACHMENT_DONE.reached();
            }
            store.catalogue().change(change -> rows.detach(change, id, request.volume()));
            finish(operation, id, request.volume());
            return before;
        }
    }

    /**
     * Says whether volumes go with their instance or stay when it is terminated: the part of EC2's
     * ModifyInstanceAttribute that is about block devices. All devices must be there, or nothing happens; throws
     * INVALID_PARAMETER_VALUE.
     *
     * @param byDevice by EC2's names of devices
     */
    public Instance deleteOnTermination(InstanceId id, Map<String, Boolean> byDevice) {
        return store.catalogue().change(change -> rows.deleteOnTermination(change, id, byDevice));
    }

    /** The same instances, after finishing what is left to do of volumes that guests have let go of since. */
    public List<Instance> upToDate(List<Instance> instances) {
        List<Instance> now = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            now.add(isLeft(instance) ? finishLeft(instance) : instance);
        }
        return now;
    }

    /**
     * The volumes of this account that are looked for, as {@code Volumes.search} has them. A guest is looked at only for one
     * that is on its way off.
     */
    public Page<Volume> search(VolumeSearch search, PageRequest request) {
        Page<Volume> page = store.volumes().search(search, request);
        Set<InstanceId> left = new LinkedHashSet<>();
        for (Volume volume : page.items()) {
            for (VolumeAttachment attachment : volume.attachments()) {
                if (attachment.state().isLeaving()) {
                    left.add(new InstanceId(attachment.instanceId()));
                }
            }
        }
        if (left.isEmpty()) {
            return page;
        }
        for (InstanceId id : left) {
            upToDate(List.of(records.require(id)));
        }
        return store.volumes().search(search, request);
    }

    private boolean isLeft(Instance instance) {
        for (AttachedVolume volume : instance.volumes()) {
            if (volume.state().isLeaving() && !records.isClaimed(instance.instanceId())) {
                return true;
            }
        }
        return false;
    }

    private Instance finishLeft(Instance instance) {
        for (AttachedVolume volume : instance.volumes()) {
            if (volume.state().isLeaving() && !live.has(instance.instanceId(), volume)) {
                // Closed without being finished, it is settled.
                begin(instance.instanceId(), volume.volumeId()).close();
            }
        }
        return records.require(instance.instanceId());
    }

    /** Makes record and machine agree: what the guest has is attached, what it has not is not. */
    public void settle(Operation operation) {
        InstanceId id = new InstanceId(operation.details().get(INSTANCE));
        VolumeId volume = new VolumeId(operation.details().get(VOLUME));
        Optional<Stored<Instance>> stored = store.catalogue().read(reader -> records.findAnyones(reader, id));
        Optional<AttachedVolume> attached = stored.flatMap(found -> rows.attached(found.document(), volume));
        if (attached.isPresent() && attached.get().state() != AttachmentState.ATTACHED) {
            forced.abandon(id, attached.get());
            boolean has = live.has(id, attached.get());
            store.catalogue().change(change -> switch (attached.get().state()) {
                case ATTACHING -> has ? rows.mark(change, id, volume, AttachmentState.ATTACHED)
                        : rows.detach(change, id, volume);
                case DETACHING, BUSY -> has ? rows.mark(change, id, volume, AttachmentState.BUSY)
                        : rows.detach(change, id, volume);
                case ATTACHED -> throw new IllegalStateException("nothing is left to do");
            });
        }
        guests.moved(id.value());
    }

    private RunningOperation begin(InstanceId id, VolumeId volume) {
        return store.operations().begin(KIND, Map.of(INSTANCE, id.value(), VOLUME, volume.value()), List.of(),
                List.of(id.value(), volume.value()));
    }

    private Volume finish(RunningOperation operation, InstanceId id, VolumeId volume) {
        Failpoint.ATTACHMENT_COMMITTED.reached();
        // libvirt may start the domain by itself when the host does.
        guests.moved(id.value());
        return store.catalogue().change(change -> {
            operation.finish(change);
            return change.find(Volume.TABLE, volume.value()).orElseThrow().document();
        });
    }

    private LauncherException busy(
            RunningOperation operation, InstanceId id, AttachedVolume attached, DetachRequest request) {
        store.catalogue().change(change -> {
            operation.finish(change);
            return rows.mark(change, id, request.volume(), AttachmentState.BUSY);
        });
        guests.moved(id.value());
        return new LauncherException(LauncherError.VOLUME_BUSY, "The guest of the instance '" + id
                + "' has not let go of the volume '" + request.volume() + "' (" + attached.deviceName() + ") within "
                + request.patience().toSeconds() + " s; it is detached when the guest does, or when the instance stops.",
                "slipway instance stop " + id + ", or slipway volume detach --force " + request.volume());
    }

    private boolean requireDetachable(Instance instance, VolumeAttachment attachment, boolean force) {
        Optional<LauncherError> refusal = attachment.device().equals(instance.rootDeviceName())
                ? InstanceAction.DETACH_ROOT.refusal(instance) : Optional.empty();
        if (refusal.isPresent()) {
            throw new LauncherException(refusal.get(), "Unable to detach root volume '"
                    + attachment.device() + "' from instance '" + instance.instanceId() + "', which is "
                    + instance.state() + ".", "slipway instance stop " + instance.instanceId());
        }
        return live.requireSteady(instance, InstanceAction.DETACH_VOLUME, force);
    }

    private static VolumeAttachment requireAttached(Volume volume, DetachRequest request) {
        if (volume.attachments().isEmpty()) {
            throw new StoreException(StoreError.VOLUME_STATE,
                    "The volume '" + volume.volumeId() + "' is in the '" + volume.state() + "' state.");
        }
        VolumeAttachment attachment = volume.attachments().get(0);
        if (request.instance().isPresent() && !request.instance().get().value().equals(attachment.instanceId())
                || request.device().isPresent() && !request.device().get().equals(attachment.device())) {
            throw new StoreException(StoreError.ATTACHMENT_NOT_FOUND, "The volume '" + volume.volumeId()
                    + "' is not attached there, but to '" + attachment.instanceId() + "' as '" + attachment.device() + "'.");
        }
        return attachment;
    }

    private static void requireNoDryRun(boolean dryRun) {
        if (dryRun) {
            throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
        }
    }
}
