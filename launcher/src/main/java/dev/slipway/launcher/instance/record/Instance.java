package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.Lifecycle;
import dev.slipway.launcher.instance.state.WhenOff;
import dev.slipway.launcher.network.NetworkKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was asked of an instance and what became of it, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html">Instance</a>. libvirt is the truth
 * about what runs; {@link dev.slipway.launcher.instance.state.StateJoin} joins the two. {@link InstanceDraft} makes one.
 *
 * @param amiLaunchIndex its place in its reservation, from 0
 * @param platform {@code windows}, where the image says so
 * @param rootDeviceName EC2's name of its root device
 * @param instanceStore its root disk, where that is no volume
 * @param ephemeralDisks its instance store disks, beside a root that may be one
 * @param interfaces its network interfaces by their place; none where it has no network
 * @param hostname the name its guest is given: EC2's PrivateDnsName
 * @param keyName the key pair whose owner may log in
 * @param display what its guest has for a screen
 * @param shutdownBehavior what its guest's own power-off means
 * @param protection what it is kept from
 * @param clientToken by which a repeated launch is recognised
 * @param launchTemplate the launch template it was made by
 * @param productCodes what its image is charged as
 * @param metadataOptions how its metadata service answers
 * @param seed how its guest is told about itself beside that
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
        Optional<String> platform,
        Optional<WindowsDevices> windows,
        BootSource boot,
        String rootDeviceName,
        Optional<InstanceStoreRoot> instanceStore,
        List<AttachedVolume> volumes,
        List<EphemeralDisk> ephemeralDisks,
        List<NetworkInterface> interfaces,
        String hostname,
        Optional<String> keyName,
        Display display,
        ShutdownBehavior shutdownBehavior,
        Protection protection,
        Optional<String> clientToken,
        Optional<LaunchTemplateUse> launchTemplate,
        List<ProductCode> productCodes,
        List<Tag> tags,
        MetadataOptions metadataOptions,
        SeedKind seed,
        Trace trace) {

    /** Instances of all accounts. */
    public static final Table<Instance> TABLE =
            Table.of("instances", Instance.class, 2, i -> i.instanceId().value())
                    .text("owner", Instance::ownerId)
                    .text("state", Instance::state)
                    .text("image", Instance::imageId)
                    .text("reservation", Instance::reservationId)
                    .number("since", i -> i.lifecycle().since().toEpochMilli())
                    .list("security_group", Instance::securityGroups);

    public Instance {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(reservationId, "reservationId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(imageId, "imageId");
        requireNonNull(instanceType, "instanceType");
        requireNonNull(lifecycle, "lifecycle");
        requireNonNull(hardware, "hardware");
        platform = platform == null ? Optional.empty() : platform;
        windows = windows == null ? Optional.empty() : windows;
        requireNonNull(boot, "boot");
        requireNonNull(rootDeviceName, "rootDeviceName");
        instanceStore = instanceStore == null ? Optional.empty() : instanceStore;
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
        ephemeralDisks = ephemeralDisks == null ? List.of() : List.copyOf(ephemeralDisks);
        interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
        hostname = hostname == null ? instanceId.value() : hostname;
        keyName = keyName == null ? Optional.empty() : keyName;
        display = display == null ? Display.NONE : display;
        requireNonNull(shutdownBehavior, "shutdownBehavior");
        protection = protection == null ? Protection.NONE : protection;
        clientToken = clientToken == null ? Optional.empty() : clientToken;
        launchTemplate = launchTemplate == null ? Optional.empty() : launchTemplate;
        productCodes = productCodes == null ? List.of() : List.copyOf(productCodes);
        tags = tags == null ? List.of() : List.copyOf(tags);
        metadataOptions = metadataOptions == null ? MetadataOptions.USUAL : metadataOptions;
        seed = seed == null ? SeedKind.NOCLOUD : seed;
        trace = trace == null ? Trace.EMPTY : trace;
    }

    /** The recorded state. */
    public InstanceState state() {
        return lifecycle.state();
    }

    /** What its root disk is. */
    public RootDeviceType rootDeviceType() {
        return instanceStore.isPresent() ? RootDeviceType.INSTANCE_STORE : RootDeviceType.EBS;
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

    /** Its root volume; empty where its root is an instance store, or was detached. */
    public Optional<AttachedVolume> rootVolume() {
        return volumes.stream().filter(volume -> volume.deviceName().equals(rootDeviceName)).findFirst();
    }

    /** The security groups of its interfaces, by their ids, each once. */
    public List<String> securityGroups() {
        return interfaces.stream().flatMap(each -> each.groups().stream()).map(id -> id.value()).distinct().toList();
    }

    /** Whether it has an interface on a network of the host of which no address is known. */
    public boolean lacksAddress() {
        for (NetworkInterface each : interfaces) {
            if (each.kind() != NetworkKind.USER && each.privateIpAddress().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The port of 127.0.0.1 that leads to its guest's ssh server. */
    public OptionalInt sshPort() {
        return interfaces.isEmpty() ? OptionalInt.empty() : interfaces.get(0).sshPort();
    }

    /** One that is as this one is, to be changed. */
    public InstanceDraft draft() {
        return InstanceDraft.of(this);
    }

    /** The same instance at another point of its life. */
    public Instance with(Lifecycle next) {
        return draft().lifecycle(next).build();
    }

    /** The same instance with another trace. */
    public Instance with(Trace next) {
        return draft().trace(next).build();
    }

    /** The same instance with other interfaces. */
    public Instance withInterfaces(List<NetworkInterface> next) {
        return draft().interfaces(next).build();
    }

    /** The same instance with other tags. */
    public Instance withTags(List<Tag> next) {
        return draft().tags(next).build();
    }

    /** The same instance with other volumes. */
    public Instance withVolumes(List<AttachedVolume> next) {
        return draft().volumes(next).build();
    }

    /** The same instance without what a terminated one no longer has. */
    public Instance emptied() {
        return draft().volumes(List.of()).ephemeralDisks(List.of())
                .interfaces(interfaces.stream().map(each -> each.withForwards(List.of()).withGroups(List.of())).toList())
                .build();
    }
}
