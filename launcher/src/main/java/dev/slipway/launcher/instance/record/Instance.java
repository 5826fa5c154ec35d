package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.Lifecycle;
import dev.slipway.launcher.instance.state.StateJoin;
import dev.slipway.launcher.instance.state.WhenOff;
import java.util.List;
import java.util.Optional;

/**
 * What was asked of an instance and what became of it, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html">Instance</a>. libvirt is the truth
 * about what runs; {@link StateJoin} joins the two.
 *
 * @param amiLaunchIndex its place in its reservation, from 0
 * @param rootDeviceName EC2's name of its root device
 * @param instanceStore its root disk, where that is no volume
 * @param shutdownBehavior what its guest's own power-off means
 * @param productCodes what its image is charged as
 * @param trace where the time of its last launch or start went
 */
public record Instance(
        InstanceId instanceId,
        ReservationId reservationId,
        AccountId ownerId,
        int amiLaunchIndex,
        ImageId imageId,
        String instanceType,
        Lifecycle lifecycle,
        Hardware hardware,
        BootSource boot,
        String rootDeviceName,
        Optional<InstanceStoreRoot> instanceStore,
        List<AttachedVolume> volumes,
        InstanceNetwork network,
        ShutdownBehavior shutdownBehavior,
        List<ProductCode> productCodes,
        List<Tag> tags,
        Trace trace) {

    /** Instances of all accounts. */
    public static final Table<Instance> TABLE =
            Table.of("instances", Instance.class, 1, i -> i.instanceId().value())
                    .text("owner", Instance::ownerId)
                    .text("state", Instance::state)
                    .text("image", Instance::imageId)
                    .text("reservation", Instance::reservationId)
                    .number("since", i -> i.lifecycle().since().toEpochMilli());

    public Instance {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(reservationId, "reservationId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(imageId, "imageId");
        requireNonNull(instanceType, "instanceType");
        requireNonNull(lifecycle, "lifecycle");
        requireNonNull(hardware, "hardware");
        requireNonNull(boot, "boot");
        requireNonNull(rootDeviceName, "rootDeviceName");
        instanceStore = instanceStore == null ? Optional.empty() : instanceStore;
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
        requireNonNull(network, "network");
        requireNonNull(shutdownBehavior, "shutdownBehavior");
        productCodes = productCodes == null ? List.of() : List.copyOf(productCodes);
        tags = tags == null ? List.of() : List.copyOf(tags);
        trace = trace == null ? Trace.EMPTY : trace;
    }

    /** The recorded state. */
    public InstanceState state() {
        return lifecycle.state();
    }

    /** What it means when its machine goes off by itself. */
    public WhenOff whenOff() {
        if (instanceStore.isPresent()) {
            return WhenOff.TERMINATES;
        }
        return switch (shutdownBehavior) {
            case STOP -> WhenOff.STOPS;
            case TERMINATE -> WhenOff.TERMINATES_WHEN_SHUT_DOWN;
        };
    }

    /** The same instance at another point of its life. */
    public Instance with(Lifecycle next) {
        return new Instance(instanceId, reservationId, ownerId, amiLaunchIndex, imageId, instanceType, next, hardware, boot,
                rootDeviceName, instanceStore, volumes, network, shutdownBehavior, productCodes, tags, trace);
    }

    /** The same instance with another trace. */
    public Instance with(Trace next) {
        return new Instance(instanceId, reservationId, ownerId, amiLaunchIndex, imageId, instanceType, lifecycle, hardware,
                boot, rootDeviceName, instanceStore, volumes, network, shutdownBehavior, productCodes, tags, next);
    }

    /** The same instance with other ports. */
    public Instance with(InstanceNetwork next) {
        return new Instance(instanceId, reservationId, ownerId, amiLaunchIndex, imageId, instanceType, lifecycle, hardware,
                boot, rootDeviceName, instanceStore, volumes, next, shutdownBehavior, productCodes, tags, trace);
    }

    /** The same instance with other tags. */
    public Instance withTags(List<Tag> next) {
        return new Instance(instanceId, reservationId, ownerId, amiLaunchIndex, imageId, instanceType, lifecycle, hardware,
                boot, rootDeviceName, instanceStore, volumes, network, shutdownBehavior, productCodes, next, trace);
    }

    /** The same instance with other volumes. */
    public Instance with(List<AttachedVolume> next) {
        return new Instance(instanceId, reservationId, ownerId, amiLaunchIndex, imageId, instanceType, lifecycle, hardware,
                boot, rootDeviceName, instanceStore, next, network, shutdownBehavior, productCodes, tags, trace);
    }

    /** The same instance without what a terminated one no longer has. */
    public Instance emptied() {
        return new Instance(instanceId, reservationId, ownerId, amiLaunchIndex, imageId, instanceType, lifecycle, hardware,
                boot, rootDeviceName, instanceStore, List.of(), new InstanceNetwork(network.mac(), List.of()), shutdownBehavior,
                productCodes, tags, trace);
    }
}
