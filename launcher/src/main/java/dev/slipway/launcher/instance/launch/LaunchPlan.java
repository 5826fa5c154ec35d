package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.instance.launch.PlannedDevices.PlannedVolume;
import dev.slipway.launcher.instance.machine.DeviceNames;
import dev.slipway.launcher.instance.machine.InterfacePlan;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceDraft;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.InstanceStoreRoot;
import dev.slipway.launcher.instance.record.LaunchTemplateUse;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.record.Protection;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.state.Lifecycle;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.type.InstanceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a launch decides before it touches anything.
 *
 * @param spec what was asked for, the launch template's part included
 * @param reservationId the reservation the instances will belong to
 * @param publicKeys who may log in, in OpenSSH's form
 * @param clientToken by which a repetition of the launch is recognised
 * @param launchTemplate the template that {@code spec} comes from in part
 * @param bundle what the root is unpacked from, where it is an instance store
 * @param interfaces the network interfaces of each instance
 * @param instances what is particular to each instance
 * @param pinned the layers their volumes are built on
 * @param productCodes what the image and its disks are charged as
 */
record LaunchPlan(
        LaunchSpec spec,
        AccountId account,
        ReservationId reservationId,
        List<String> publicKeys,
        Optional<String> clientToken,
        Optional<LaunchTemplateUse> launchTemplate,
        Image image,
        InstanceType type,
        Hardware hardware,
        BootSource boot,
        Optional<BundleLocation> bundle,
        List<InterfacePlan> interfaces,
        List<PlannedInstance> instances,
        List<LayerId> pinned,
        List<ProductCode> productCodes) {

    LaunchPlan {
        publicKeys = List.copyOf(publicKeys);
        interfaces = List.copyOf(interfaces);
        instances = List.copyOf(instances);
        pinned = List.copyOf(pinned);
        productCodes = List.copyOf(productCodes);
    }

    /** One instance to be. */
    record PlannedInstance(InstanceId id, String hostname, UserData userData, List<Tag> tags, PlannedDevices devices) {
    }

    /**
     * The record of one instance as it begins.
     *
     * @param root the layer its root is built on, where that is no volume
     */
    Instance newInstance(int index, List<NetworkInterface> network, Optional<Layer> root, Instant now) {
        PlannedInstance planned = instances.get(index);
        List<AttachedVolume> attached = new ArrayList<>();
        for (PlannedVolume volume : planned.devices().volumes()) {
            attached.add(volume.attached(now));
        }
        return new InstanceDraft(planned.id(), reservationId, account, image.imageId(), type.name(),
                Lifecycle.launched(now), hardware, boot, image.rootDeviceName().orElseThrow())
                .amiLaunchIndex(index)
                .platform(image.platform())
                .windows(WindowsPlanner.plan(image))
                .instanceStore(root.map(layer -> new InstanceStoreRoot(DeviceNames.ROOT, layer.layerId())))
                .volumes(attached)
                .ephemeralDisks(planned.devices().ephemeralDisks())
                .interfaces(network)
                .hostname(planned.hostname())
                .keyName(spec.keyName())
                .display(spec.display().orElse(usualDisplay()))
                .shutdownBehavior(root.isPresent() ? ShutdownBehavior.TERMINATE
                        : spec.instanceInitiatedShutdownBehavior().orElse(ShutdownBehavior.STOP))
                .protection(new Protection(
                        spec.disableApiTermination().orElse(false), spec.disableApiStop().orElse(false)))
                .clientToken(clientToken)
                .launchTemplate(launchTemplate)
                .productCodes(productCodes)
                .tags(planned.tags())
                .metadataOptions(metadataOptions())
                .seed(seed())
                .build();
    }

    SeedKind seed() {
        return spec.seed().orElse(SeedKind.NOCLOUD);
    }

    /** What was asked for counts more than what the image demands, as on EC2. */
    MetadataOptions metadataOptions() {
        MetadataOptions usual = image.imdsSupport().isPresent() ? MetadataOptions.VERSION_2 : MetadataOptions.USUAL;
        return spec.metadataOptions().map(asked -> asked.over(usual)).orElse(usual);
    }

    /** Windows stops where it finds no screen; others start quicker without one. */
    private Display usualDisplay() {
        return WindowsPlanner.plan(image).isPresent() ? Display.VNC : Display.NONE;
    }
}
