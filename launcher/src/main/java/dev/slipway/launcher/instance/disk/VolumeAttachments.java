package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.volume.LiveVolumes;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html">AttachVolume</a> and
 * DetachVolume, for instances that are stopped. Each is one transaction; the operation around it only keeps a start, a
 * snapshot and a deletion away meanwhile.
 */
public final class VolumeAttachments {

    /** The kind of its operations in flight. */
    public static final String KIND = "attach-volume";

    private final ImageStore store;
    private final InstanceRecords records;
    private final LiveVolumes guests;

    /** @param guests told when what an instance has attached has changed */
    public VolumeAttachments(ImageStore store, InstanceRecords records, LiveVolumes guests) {
        this.store = store;
        this.records = records;
        this.guests = guests;
    }

    /**
     * Attaches an available volume; it stays when the instance is terminated. Throws VOLUME_NOT_FOUND, VOLUME_IN_USE,
     * VOLUME_STATE, VOLUME_ZONE_MISMATCH, INVALID_PARAMETER_VALUE for a device name that is none or is taken,
     * UNSUPPORTED_OPERATION for a running instance, INCORRECT_INSTANCE_STATE.
     *
     * @param device EC2's name for it; the first free of those EC2 recommends where none is given
     */
    public Volume attach(Instance instance, VolumeId volume, Optional<String> device) {
        requireStopped(instance);
        return alone(instance.instanceId(), volume, change -> attach(change, instance.instanceId(), volume, device));
    }

    private Volume attach(Change change, InstanceId id, VolumeId volumeId, Optional<String> device) {
        Instance instance = records.findAnyones(change, id).orElseThrow().document();
        requireStopped(instance);
        Volume volume = store.volumes().get(change, volumeId).document();
        if (!volume.availabilityZone().equals(store.layout().availabilityZone())) {
            throw new StoreException(StoreError.VOLUME_ZONE_MISMATCH, "The volume '" + volumeId + "' is not in the same"
                    + " availability zone as instance '" + id + "'.");
        }
        AttachDevice place = AttachDevice.on(instance, device);
        AttachedVolume attached =
                new AttachedVolume(place.deviceName(), place.target(), volumeId, false, Timestamp.now(), true);
        Volume now = store.volumes().attach(change, volumeId, new VolumeAttachment(
                id.value(), attached.deviceName(), attached.attachTime(), attached.deleteOnTermination()));
        List<AttachedVolume> volumes = new ArrayList<>(instance.volumes());
        volumes.add(attached);
        records.update(change, id, same -> same.withVolumes(volumes));
        return now;
    }

    /**
     * Detaches a volume from the stopped instance it is on. Returns it as it was. Throws VOLUME_NOT_FOUND, VOLUME_STATE
     * for one that is not attached, ATTACHMENT_NOT_FOUND for one that is attached elsewhere, OPERATION_NOT_PERMITTED for
     * the root of a running instance, UNSUPPORTED_OPERATION, INCORRECT_INSTANCE_STATE.
     *
     * @param instances tells the state of an instance
     */
    public Volume detach(VolumeId volume, Optional<InstanceId> from, Optional<String> device,
            Function<InstanceId, Instance> instances) {
        VolumeAttachment attachment = requireAttached(
                store.volumes().describe(List.of(volume)).get(0), from, device);
        InstanceId id = new InstanceId(attachment.instanceId());
        Instance instance = instances.apply(id);
        if (instance.state() != InstanceState.STOPPED && attachment.device().equals(instance.rootDeviceName())) {
            throw new LauncherException(LauncherError.OPERATION_NOT_PERMITTED, "Unable to detach root volume '"
                    + attachment.device() + "' from instance '" + id + "', which is " + instance.state() + ".");
        }
        requireStopped(instance);
        return alone(id, volume, change -> detach(change, id, volume));
    }

    private Volume detach(Change change, InstanceId id, VolumeId volumeId) {
        Instance instance = records.findAnyones(change, id).orElseThrow().document();
        requireStopped(instance);
        Volume before = store.volumes().get(change, volumeId).document();
        requireAttached(before, Optional.of(id), Optional.empty());
        store.volumes().detach(change, volumeId);
        List<AttachedVolume> volumes = new ArrayList<>(instance.volumes());
        volumes.removeIf(attached -> attached.volumeId().equals(volumeId));
        records.update(change, id, same -> same.withVolumes(volumes));
        return before;
    }

    private Volume alone(InstanceId id, VolumeId volume, Function<Change, Volume> work) {
        try (RunningOperation operation = store.operations().begin(
                KIND, Map.of(), List.of(), List.of(id.value(), volume.value()))) {
            Volume done = store.catalogue().change(change -> {
                operation.finish(change);
                return work.apply(change);
            });
            guests.moved(id.value());
            return done;
        }
    }

    private static VolumeAttachment requireAttached(
            Volume volume, Optional<InstanceId> instance, Optional<String> device) {
        if (volume.attachments().isEmpty()) {
            throw new StoreException(StoreError.VOLUME_STATE,
                    "The volume '" + volume.volumeId() + "' is in the '" + volume.state() + "' state.");
        }
        VolumeAttachment attachment = volume.attachments().get(0);
        if (instance.isPresent() && !instance.get().value().equals(attachment.instanceId())
                || device.isPresent() && !device.get().equals(attachment.device())) {
            throw new StoreException(StoreError.ATTACHMENT_NOT_FOUND, "The volume '" + volume.volumeId()
                    + "' is not attached there, but to '" + attachment.instanceId() + "' as '" + attachment.device() + "'.");
        }
        return attachment;
    }

    private static void requireStopped(Instance instance) {
        if (instance.state() == InstanceState.RUNNING) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The instance '" + instance.instanceId()
                    + "' is running; volumes come and go while it is stopped.",
                    "slipway instance stop " + instance.instanceId(), null);
        }
        if (instance.state() != InstanceState.STOPPED) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE, "The instance '" + instance.instanceId()
                    + "' is " + instance.state() + "; volumes come and go while it is stopped.");
        }
    }
}
