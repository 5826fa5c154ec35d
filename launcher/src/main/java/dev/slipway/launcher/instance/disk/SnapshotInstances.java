package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.snapshot.TakenSnapshots;
import dev.slipway.imagestore.snapshot.VolumeSnapshots;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSnapshots.html">CreateSnapshots</a>:
 * of all volumes of an instance, at one moment.
 */
public final class SnapshotInstances {

    private final VolumeSnapshots snapshots;

    /** Snapshots are taken by {@code snapshots}, all of an instance at once. */
    public SnapshotInstances(VolumeSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * Takes them; {@code begun} is told of them once they can be seen, pending. Throws INCORRECT_INSTANCE_STATE, PARAMETER values
     * for an instance without such volumes, and what the store throws.
     */
    public TakenSnapshots take(Instance instance, boolean excludeRoot, List<VolumeId> excluded, Optional<String> description,
            List<Tag> tags, boolean copyVolumeTags, Consumer<List<Snapshot>> begun) {
        requireData(instance, excluded);
        InstanceAction.SNAPSHOT.require(instance);
        List<VolumeId> volumes = new ArrayList<>();
        for (AttachedVolume volume : instance.volumes()) {
            if ((!excludeRoot || !volume.deviceName().equals(instance.rootDeviceName())) && !excluded.contains(volume.volumeId())) {
                volumes.add(volume.volumeId());
            }
        }
        if (volumes.isEmpty()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The instance '" + instance.instanceId()
                    + "' has no volume" + (excludeRoot ? " but its root." : "."));
        }
        return snapshots.take(new SnapshotRequest(volumes, description, tags, copyVolumeTags), begun);
    }

    /** EC2 leaves out volumes that are attached, and the root by another word. */
    private static void requireData(Instance instance, List<VolumeId> excluded) {
        for (VolumeId id : excluded) {
            boolean isData = instance.volumes().stream().anyMatch(
                    volume -> volume.volumeId().equals(id) && !volume.deviceName().equals(instance.rootDeviceName()));
            if (!isData) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The volume '" + id + "' is no data volume of '"
                        + instance.instanceId() + "'.");
            }
        }
    }
}
