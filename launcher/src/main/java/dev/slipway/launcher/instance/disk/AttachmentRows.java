package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.AttachmentState;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the catalogue says of attachments: the instance's record and the volume's row say the same, and are changed in
 * one transaction.
 */
final class AttachmentRows {

    /** An instance's seed is a disk besides. */
    private static final int SEED = 1;

    private final ImageStore store;
    private final InstanceRecords records;

    AttachmentRows(ImageStore store, InstanceRecords records) {
        this.store = store;
        this.records = records;
    }

    /**
     * Where a volume would go. Throws VOLUME_NOT_FOUND, VOLUME_IN_USE, VOLUME_STATE, VOLUME_ZONE_MISMATCH,
     * INVALID_PARAMETER_VALUE, ATTACHMENT_LIMIT.
     */
    AttachDevice place(Reader reader, Instance instance, AttachRequest request) {
        Volume volume = store.volumes().get(reader, request.volume()).document();
        if (!volume.availabilityZone().equals(store.layout().availabilityZone())) {
            throw new StoreException(StoreError.VOLUME_ZONE_MISMATCH, "The volume '" + request.volume()
                    + "' is not in the same availability zone as instance '" + instance.instanceId() + "'.");
        }
        store.volumes().requireFree(volume);
        int disks = instance.volumes().size() + instance.ephemeralDisks().size()
                + (instance.instanceStore().isPresent() ? 1 : 0) + SEED;
        if (disks >= DomainSpec.MAX_DISKS) {
            throw new LauncherException(LauncherError.ATTACHMENT_LIMIT, "The instance '" + instance.instanceId()
                    + "' has " + disks + " disks, its seed among them; no machine takes more than "
                    + DomainSpec.MAX_DISKS + ".");
        }
        return AttachDevice.on(instance, request.device());
    }

    /** Attaches a volume in a state, wherever {@link #place} says. */
    AttachedVolume attach(Change change, InstanceId id, AttachRequest request, AttachmentState state) {
        Instance instance = records.findAnyones(change, id).orElseThrow().document();
        AttachDevice place = place(change, instance, request);
        AttachedVolume attached = new AttachedVolume(
                place.deviceName(), place.target(), request.volume(), false, Timestamp.now(), true, state);
        store.volumes().attach(change, request.volume(), new VolumeAttachment(id.value(), attached.deviceName(),
                attached.attachTime(), attached.deleteOnTermination(), state));
        List<AttachedVolume> volumes = new ArrayList<>(instance.volumes());
        volumes.add(attached);
        records.update(change, id, same -> same.withVolumes(volumes));
        return attached;
    }

    /** Says how far a volume's attachment has come; returns the instance. */
    Instance mark(Change change, InstanceId id, VolumeId volume, AttachmentState state) {
        store.volumes().reattach(change, volume, attachment -> attachment.with(state));
        return replace(change, id, volume, attached -> attached.with(state));
    }

    /** Detaches a volume; returns the instance. */
    Instance detach(Change change, InstanceId id, VolumeId volumeId) {
        store.volumes().detach(change, volumeId);
        return records.update(change, id, instance -> {
            List<AttachedVolume> volumes = new ArrayList<>(instance.volumes());
            volumes.removeIf(attached -> attached.volumeId().equals(volumeId));
            return instance.withVolumes(volumes);
        });
    }

    /** Says whether volumes go with their instance. Throws INVALID_PARAMETER_VALUE for a device that has no volume. */
    Instance deleteOnTermination(Change change, InstanceId id, Map<String, Boolean> byDevice) {
        Instance instance = records.require(change, List.of(id)).get(0);
        Set<String> missing = new HashSet<>(byDevice.keySet());
        instance.volumes().forEach(volume -> missing.remove(volume.deviceName()));
        if (!missing.isEmpty()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The instance '" + id
                    + "' has no volume at device '" + String.join("', '", missing.stream().sorted().toList()) + "'.");
        }
        for (AttachedVolume volume : instance.volumes()) {
            Boolean next = byDevice.get(volume.deviceName());
            if (next != null) {
                store.volumes().reattach(
                        change, volume.volumeId(), attachment -> attachment.withDeleteOnTermination(next));
                instance = replace(change, id, volume.volumeId(), attached -> attached.withDeleteOnTermination(next));
            }
        }
        return instance;
    }

    private Instance replace(Change change, InstanceId id, VolumeId volumeId, UnaryOperator<AttachedVolume> next) {
        return records.update(change, id, instance -> {
            List<AttachedVolume> volumes = new ArrayList<>(instance.volumes());
            volumes.replaceAll(attached -> attached.volumeId().equals(volumeId) ? next.apply(attached) : attached);
            return instance.withVolumes(volumes);
        });
    }

    /** A volume of an instance, where it has it. */
    Optional<AttachedVolume> attached(Instance instance, VolumeId volume) {
        return instance.volumes().stream().filter(attached -> attached.volumeId().equals(volume)).findFirst();
    }
}
