package dev.slipway.launcher.instance.record;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.instance.state.Lifecycle;
import java.util.List;
import java.util.Optional;

/**
 * An instance in the making, or one to be changed: an {@link Instance} has too many parts for its constructor to be
 * called in more than one place. Each method sets the component of the same name and returns this.
 */
public final class InstanceDraft {

    private final InstanceId instanceId;
    private final ReservationId reservationId;
    private final AccountId ownerId;
    private int amiLaunchIndex = 0;
    private final ImageId imageId;
    private String instanceType;
    private Lifecycle lifecycle;
    private Hardware hardware;
    private Optional<String> platform = Optional.empty();
    private Optional<WindowsDevices> windows = Optional.empty();
    private BootSource boot;
    private String rootDeviceName;
    private Optional<InstanceStoreRoot> instanceStore = Optional.empty();
    private List<AttachedVolume> volumes = List.of();
    private List<EphemeralDisk> ephemeralDisks = List.of();
    private List<NetworkInterface> interfaces = List.of();
    private String hostname;
    private Optional<String> keyName = Optional.empty();
    private Display display = Display.NONE;
    private ShutdownBehavior shutdownBehavior = ShutdownBehavior.STOP;
    private Protection protection = Protection.NONE;
    private Optional<String> clientToken = Optional.empty();
    private Optional<LaunchTemplateUse> launchTemplate = Optional.empty();
    private List<ProductCode> productCodes = List.of();
    private List<Tag> tags = List.of();
    private MetadataOptions metadataOptions = MetadataOptions.USUAL;
    private SeedKind seed = SeedKind.NOCLOUD;
    private Trace trace = Trace.EMPTY;

    /** An instance that has nothing but what every instance has. */
    public InstanceDraft(InstanceId instanceId, ReservationId reservationId, AccountId ownerId, ImageId imageId, String
            instanceType, Lifecycle lifecycle, Hardware hardware, BootSource boot, String rootDeviceName) {
        this.instanceId = instanceId;
        this.reservationId = reservationId;
        this.ownerId = ownerId;
        this.imageId = imageId;
        this.instanceType = instanceType;
        this.lifecycle = lifecycle;
        this.hardware = hardware;
        this.boot = boot;
        this.rootDeviceName = rootDeviceName;
        this.hostname = instanceId.value();
    }

    /** The same as an instance that there is. */
    public static InstanceDraft of(Instance instance) {
        InstanceDraft draft = new InstanceDraft(instance.instanceId(), instance.reservationId(), instance.ownerId(), instance.imageId(),
                instance.instanceType(), instance.lifecycle(), instance.hardware(), instance.boot(),
                instance.rootDeviceName());
        draft.amiLaunchIndex = instance.amiLaunchIndex();
        draft.platform = instance.platform();
        draft.windows = instance.windows();
        draft.instanceStore = instance.instanceStore();
        draft.volumes = instance.volumes();
        draft.ephemeralDisks = instance.ephemeralDisks();
        draft.interfaces = instance.interfaces();
        draft.hostname = instance.hostname();
        draft.keyName = instance.keyName();
        draft.display = instance.display();
        draft.shutdownBehavior = instance.shutdownBehavior();
        draft.protection = instance.protection();
        draft.clientToken = instance.clientToken();
        draft.launchTemplate = instance.launchTemplate();
        draft.productCodes = instance.productCodes();
        draft.tags = instance.tags();
        draft.metadataOptions = instance.metadataOptions();
        draft.seed = instance.seed();
        draft.trace = instance.trace();
        return draft;
    }

    public InstanceDraft amiLaunchIndex(int next) {
        this.amiLaunchIndex = next;
        return this;
    }

    public InstanceDraft instanceType(String next) {
        this.instanceType = next;
        return this;
    }

    public InstanceDraft lifecycle(Lifecycle next) {
        this.lifecycle = next;
        return this;
    }

    public InstanceDraft hardware(Hardware next) {
        this.hardware = next;
        return this;
    }

    public InstanceDraft platform(Optional<String> next) {
        this.platform = next;
        return this;
    }

    public InstanceDraft windows(Optional<WindowsDevices> next) {
        this.windows = next;
        return this;
    }

    public InstanceDraft boot(BootSource next) {
        this.boot = next;
        return this;
    }

    public InstanceDraft rootDeviceName(String next) {
        this.rootDeviceName = next;
        return this;
    }

    public InstanceDraft instanceStore(Optional<InstanceStoreRoot> next) {
        this.instanceStore = next;
        return this;
    }

    public InstanceDraft volumes(List<AttachedVolume> next) {
        this.volumes = next;
        return this;
    }

    public InstanceDraft ephemeralDisks(List<EphemeralDisk> next) {
        this.ephemeralDisks = next;
        return this;
    }

    public InstanceDraft interfaces(List<NetworkInterface> next) {
        this.interfaces = next;
        return this;
    }

    public InstanceDraft hostname(String next) {
        this.hostname = next;
        return this;
    }

    public InstanceDraft keyName(Optional<String> next) {
        this.keyName = next;
        return this;
    }

    public InstanceDraft display(Display next) {
        this.display = next;
        return this;
    }

    public InstanceDraft shutdownBehavior(ShutdownBehavior next) {
        this.shutdownBehavior = next;
        return this;
    }

    public InstanceDraft protection(Protection next) {
        this.protection = next;
        return this;
    }

    public InstanceDraft clientToken(Optional<String> next) {
        this.clientToken = next;
        return this;
    }

    public InstanceDraft launchTemplate(Optional<LaunchTemplateUse> next) {
        this.launchTemplate = next;
        return this;
    }

    public InstanceDraft productCodes(List<ProductCode> next) {
        this.productCodes = next;
        return this;
    }

    public InstanceDraft tags(List<Tag> next) {
        this.tags = next;
        return this;
    }

    public InstanceDraft metadataOptions(MetadataOptions next) {
        this.metadataOptions = next;
        return this;
    }

    public InstanceDraft seed(SeedKind next) {
        this.seed = next;
        return this;
    }

    public InstanceDraft trace(Trace next) {
        this.trace = next;
        return this;
    }

    /** The instance. */
    public Instance build() {
        return new Instance(instanceId, reservationId, ownerId, amiLaunchIndex, imageId, instanceType, lifecycle, hardware,
                platform, windows, boot, rootDeviceName, instanceStore, volumes, ephemeralDisks, interfaces, hostname, keyName, display,
                shutdownBehavior, protection, clientToken, launchTemplate, productCodes, tags, metadataOptions, seed, trace);
    }
}
