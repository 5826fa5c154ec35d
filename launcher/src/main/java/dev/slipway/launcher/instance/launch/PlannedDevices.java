package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The block devices of one instance to be.
 *
 * @param volumes its volumes
 * @param ephemeralDisks its instance store disks, beside a root that may be one
 * @param sources the snapshots its volumes begin as
 */
record PlannedDevices(List<PlannedVolume> volumes, List<EphemeralDisk> ephemeralDisks, List<Snapshot> sources) {

    PlannedDevices {
        volumes = List.copyOf(volumes);
        ephemeralDisks = List.copyOf(ephemeralDisks);
        sources = List.copyOf(sources);
    }

    /** One volume to be, and where it goes. */
    record PlannedVolume(String deviceName, String target, boolean deleteOnTermination, VolumePlan plan) {

        /** The same for another instance: a volume of its own. */
        PlannedVolume anew() {
            return new PlannedVolume(deviceName, target, deleteOnTermination, new VolumePlan(
                    VolumeId.next(), plan.source(), plan.size(), plan.volumeType(), plan.tags()));
        }

        AttachedVolume attached(Instant now) {
            return new AttachedVolume(deviceName, target, plan.volumeId(), deleteOnTermination, now, false);
        }
    }

    /** The same devices for another instance. */
    PlannedDevices anew() {
        List<PlannedVolume> others = new ArrayList<>(volumes.size());
        for (PlannedVolume volume : volumes) {
            others.add(volume.anew());
        }
        return new PlannedDevices(others, ephemeralDisks, sources);
    }

    List<VolumePlan> volumePlans() {
        List<VolumePlan> plans = new ArrayList<>(volumes.size());
        for (PlannedVolume volume : volumes) {
            plans.add(volume.plan());
        }
        return plans;
    }
}
