package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.instance.machine.DeviceNames;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.InstanceNetwork;
import dev.slipway.launcher.instance.record.InstanceStoreRoot;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.record.Trace;
import dev.slipway.launcher.instance.state.Lifecycle;
import dev.slipway.launcher.type.InstanceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a launch decides before it touches anything.
 *
 * @param reservationId the reservation the instances will belong to
 * @param rootDeviceName EC2's name of the root device
 * @param bundle what the root is unpacked from, where it is an instance store
 * @param instances what is particular to each instance
 * @param pinned the layers their volumes are built on
 * @param productCodes what the image and its disks are charged as
 */
record LaunchPlan(
        LaunchRequest request,
        AccountId account,
        ReservationId reservationId,
        Image image,
        InstanceType type,
        Hardware hardware,
        BootSource boot,
        String rootDeviceName,
        Optional<BundleLocation> bundle,
        List<PlannedInstance> instances,
        List<LayerId> pinned,
        List<ProductCode> productCodes) {

    LaunchPlan {
        instances = List.copyOf(instances);
        pinned = List.copyOf(pinned);
        productCodes = List.copyOf(productCodes);
    }

    /** One instance to be. */
    record PlannedInstance(InstanceId id, List<PlannedVolume> volumes) {
        PlannedInstance {
            volumes = List.copyOf(volumes);
        }

        List<VolumePlan> volumePlans() {
            List<VolumePlan> plans = new ArrayList<>(volumes.size());
            for (PlannedVolume volume : volumes) {
                plans.add(volume.plan());
            }
            return plans;
        }
    }

    /** One volume to be, and where it goes. */
    record PlannedVolume(String deviceName, String target, boolean deleteOnTermination, VolumePlan plan) {

        AttachedVolume attached(Instant now) {
            return new AttachedVolume(deviceName, target, plan.volumeId(), deleteOnTermination, now);
        }
    }

    /**
     * The record of one instance as it begins.
     *
     * @param root the layer its root is built on, where that is no volume
     */
    Instance newInstance(int index, InstanceNetwork network, Optional<Layer> root, Instant now) {
        PlannedInstance planned = instances.get(index);
        List<AttachedVolume> attached = new ArrayList<>();
        for (PlannedVolume volume : planned.volumes()) {
            attached.add(volume.attached(now));
        }
        return new Instance(planned.id(), reservationId, account, index, image.imageId(), type.name(),
                Lifecycle.launched(now), hardware, boot, rootDeviceName,
                root.map(layer -> new InstanceStoreRoot(DeviceNames.ROOT, layer.layerId())), attached, network,
                root.isPresent() ? ShutdownBehavior.TERMINATE : request.shutdownBehavior().orElse(ShutdownBehavior.STOP),
                productCodes, request.tags(), Trace.EMPTY);
    }
}
