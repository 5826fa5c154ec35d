package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.ReplaceRootState;
import dev.slipway.launcher.instance.record.ReplaceRootTask;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a new root volume is made of.
 *
 * @param snapshot its content
 * @param image the image it comes from, where one was asked for
 * @param plan the volume: as large as the one it replaces, at least, and of its kind
 */
record RootSource(Snapshot snapshot, Optional<ImageId> image, VolumePlan plan) {

    /**
     * Finds it. Throws SNAPSHOT_NOT_FOUND, SNAPSHOT_STATE, IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE, INVALID_PARAMETER_COMBINATION
     * for a snapshot and an image, INVALID_PARAMETER_VALUE for a snapshot of something else and an image of another kind.
     */
    static RootSource find(ImageStore store, Instance instance, VolumeId root, ReplaceRootRequest request) {
        Volume before = store.volumes().describe(List.of(root)).get(0);
        if (request.snapshot().isPresent() && request.image().isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "The new root volume is made of a snapshot or of an image, not of both.");
        }
        if (request.image().isPresent()) {
            Image image = store.images().findLaunchable(request.image().get());
            requireSameKind(instance, image);
            return of(before, store.snapshots().ofImage(rootOf(image)), Optional.of(image.imageId()));
        }
        if (request.snapshot().isPresent()) {
            return store.catalogue().read(reader -> {
                Snapshot snapshot = store.snapshots().restorable(reader, request.snapshot().get());
                requireLineage(reader, instance, before, snapshot);
                return of(before, snapshot, Optional.empty());
            });
        }
        SnapshotId launched = before.snapshotId().orElseThrow(() -> new LauncherException(
                LauncherError.INVALID_PARAMETER_VALUE, "The root volume '" + root
                        + "' was made of no snapshot, so there is no launch state; name a snapshot or an image."));
        return of(before, store.snapshots().ofImage(launched), Optional.empty());
    }

    private static RootSource of(Volume before, Snapshot snapshot, Optional<ImageId> image) {
        return new RootSource(snapshot, image, new VolumePlan(VolumeId.next(), Optional.of(snapshot),
                Math.max(before.size(), snapshot.volumeSize()), before.volumeType(), before.tags()));
    }

    private static SnapshotId rootOf(Image image) {
        for (BlockDeviceMapping mapping : image.blockDeviceMappings()) {
            if (mapping.deviceName().equals(image.rootDeviceName().orElse(null))
                    && mapping.device() instanceof BlockDevice.FromSnapshot from) {
                return from.snapshotId();
            }
        }
        throw differs(image, "root device type", RootDeviceType.EBS.word());
    }

    private static void requireSameKind(Instance instance, Image image) {
        if (image.rootDeviceType() != RootDeviceType.EBS) {
            throw differs(image, "root device type", RootDeviceType.EBS.word());
        }
        if (image.architecture() != instance.hardware().architecture()) {
            throw differs(image, "architecture", instance.hardware().architecture().ec2Name());
        }
        if (image.virtualizationType() != instance.boot().virtualizationType()) {
            throw differs(image, "virtualization type", instance.boot().virtualizationType().word());
        }
        boolean byUefi = instance.boot().uefi().isPresent();
        BootMode other = byUefi ? BootMode.LEGACY_BIOS : BootMode.UEFI;
        if (image.bootMode().filter(mode -> mode == other).isPresent()) {
            throw differs(image, "boot mode", (byUefi ? BootMode.UEFI : BootMode.LEGACY_BIOS).word());
        }
        if (!Set.copyOf(image.productCodes()).equals(Set.copyOf(instance.productCodes()))) {
            throw differs(image, "set of product codes", instance.productCodes().toString());
        }
    }

    private static LauncherException differs(Image image, String what, String wanted) {
        return new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                "The image '" + image.imageId() + "' does not have the instance's " + what + " (" + wanted + ").");
    }

    private static void requireLineage(Reader reader, Instance instance, Volume root, Snapshot snapshot) {
        boolean related = root.snapshotId().equals(Optional.of(snapshot.snapshotId()))
                || snapshot.volumeId().isPresent() && lineage(reader, instance, root).contains(snapshot.volumeId().get());
        if (!related) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The snapshot '" + snapshot.snapshotId()
                    + "' is none of the root volume '" + root.volumeId() + "' of the instance '" + instance.instanceId()
                    + "', nor of one that this has replaced.",
                    "slipway snapshot list --filter volume-id=" + root.volumeId());
        }
    }

    /** The root volume, and those that it and its forerunners have replaced, back to one that came from an image. */
    private static Set<VolumeId> lineage(Reader reader, Instance instance, Volume root) {
        Set<VolumeId> lineage = new HashSet<>(Set.of(root.volumeId()));
        List<Stored<ReplaceRootTask>> tasks =
                reader.list(ReplaceRootTask.TABLE, Query.all().where("instance", instance.instanceId()));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Stored<ReplaceRootTask> stored : tasks) {
                ReplaceRootTask task = stored.document();
                if (task.state() == ReplaceRootState.SUCCEEDED && task.imageId().isEmpty()
                        && lineage.contains(task.replacement())) {
                    grew |= lineage.add(task.replaced());
                }
            }
        }
        return lineage;
    }
}
