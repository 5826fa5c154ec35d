package dev.slipway.launcher.instance;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.TakenSnapshots;
import dev.slipway.imagestore.snapshot.VolumeSnapshots;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.attribute.BootAttribute;
import dev.slipway.launcher.instance.attribute.ModifyInstance;
import dev.slipway.launcher.instance.attribute.ModifyMetadataOptions;
import dev.slipway.launcher.instance.attribute.ModifyRequest;
import dev.slipway.launcher.instance.disk.AttachRequest;
import dev.slipway.launcher.instance.disk.BundledInstance;
import dev.slipway.launcher.instance.disk.CreateImageRequest;
import dev.slipway.launcher.instance.disk.CreatedImage;
import dev.slipway.launcher.instance.disk.DetachRequest;
import dev.slipway.launcher.instance.disk.ReplaceRoot;
import dev.slipway.launcher.instance.disk.ReplaceRootRequest;
import dev.slipway.launcher.instance.disk.VolumeAttachments;
import dev.slipway.launcher.instance.history.Actor;
import dev.slipway.launcher.instance.history.EventKind;
import dev.slipway.launcher.instance.life.ModifyGroups;
import dev.slipway.launcher.instance.life.StopInstances;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.instance.readiness.Readiness;
import dev.slipway.launcher.instance.readiness.WaitListener;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceFilters;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReplaceRootTask;
import dev.slipway.launcher.instance.request.InstanceSearch;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.request.LaunchPolicy;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.instance.request.MetadataOptionsRequest;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateChange;
import dev.slipway.launcher.instance.status.InstanceStatus;
import dev.slipway.launcher.instance.status.StatusFilters;
import dev.slipway.launcher.instance.status.StatusSearch;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.instance.watch.Events;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.type.InstanceTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The instances of one account in one region: the door to this package. Made with an open store, it registers its
 * operations there and settles what dead commands left, so it is made before anything else is done.
 */
public final class Instances {

    /** How long a guest gets to power itself off before the plug is pulled, where nobody says. */
    public static final Duration STOP_PATIENCE = StopInstances.PATIENCE;

    private final InstanceParts parts;

    /**
     * @param hypervisor asked for when a domain is first looked at
     * @param types the instance types there are
     * @param host the machine guests run on
     * @param policy what the settings say about launches
     * @param actor who does what is done to them
     */
    public Instances(ImageStore store, Supplier<Hypervisor> hypervisor, InstanceTypes types, HostMachine host,
            LaunchPolicy policy, Actor actor) {
        this.parts = new InstanceParts(store, hypervisor, types, host, policy, actor);
        parts.register();
    }

    /** The launch templates of the account. */
    public LaunchTemplates templates() {
        return parts.templates;
    }

    /** The security groups of the account: what reaches instances. */
    public SecurityGroups securityGroups() {
        return parts.securityGroups;
    }

    /** Puts a running or stopped instance into other security groups, instead of those it is in; see {@link ModifyGroups#run}. */
    public Instance modifyGroups(InstanceId id, List<String> groups, boolean dryRun) {
        return parts.modifyGroups.run(describe(List.of(id)).get(0), groups, dryRun);
    }

    /** The key pairs of the account: who may log in to instances. */
    public KeyPairs keyPairs() {
        return parts.keyPairs;
    }

    /** The ways into guests: ssh, commands, files, consoles. */
    public GuestAccess access() {
        return new GuestAccess(id -> describe(List.of(id)).get(0), parts.machines, parts.records, parts.store.layout());
    }

    /**
     * Launches instances, all that fit between the two numbers or none, and returns once their domains run. The first
     * launch of an instance-store image unpacks its bundle, which {@code progress} is told of.
     */
    public List<Instance> launch(LaunchRequest request, Progress progress) {
        forgetExpired();
        // Instances of a launch that is repeated may have changed since.
        return request.clientToken().isEmpty()
                ? parts.launch.run(request, progress) : parts.observation.observed(parts.launch.run(request, progress));
    }

    /** Every instance of the account, oldest first, in its true state; terminated ones for an hour. */
    public List<Instance> list() {
        forgetExpired();
        return withAddresses(parts.attachments.upToDate(parts.observation.all()));
    }

    /**
     * Instances that are looked for, in their true states. Throws INSTANCE_NOT_FOUND when one that is named does not exist,
     * PARAMETER_VALUE for a filter that is none, FILTER_LIMIT for too many values.
     */
    public Page<Instance> search(InstanceSearch search, PageRequest page) {
        InstanceFilters names = new InstanceFilters(parts.store.layout().availabilityZone(),
                new NetworkIds(parts.store.layout().region()));
        search.check(names);
        return search.page(search.ids().isEmpty() ? list() : describe(search.ids()), names, page);
    }

    /**
     * How instances are, one page; throws INSTANCE_NOT_FOUND when one that is named does not exist, PARAMETER_VALUE for a
     * filter that is none, FILTER_LIMIT for too many values.
     */
    public Page<InstanceStatus> status(StatusSearch search, PageRequest page) {
        StatusFilters names = new StatusFilters(parts.store.layout().availabilityZone());
        search.check(names);
        List<Instance> concerned = (search.ids().isEmpty() ? list() : describe(search.ids())).stream()
                .filter(search::concerns).toList();
        return search.page(parts.statuses.of(concerned), names, page);
    }

    /** These instances, in this order; throws INSTANCE_NOT_FOUND when one does not exist. */
    public List<Instance> describe(List<InstanceId> ids) {
        return withAddresses(parts.attachments.upToDate(parts.observation.observed(parts.records.require(ids))));
    }

    /** Only guests on a bridge, or on a network without DHCP, have addresses that have to be looked for. */
    private List<Instance> withAddresses(List<Instance> instances) {
        List<Instance> looked = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            looked.add(instance.state() == InstanceState.RUNNING && instance.lacksAddress() ? parts.addresses.look(instance) : instance);
        }
        return looked;
    }

    /** Starts stopped instances; all must be startable or nothing happens. */
    public List<StateChange> start(List<InstanceId> ids) {
        return parts.start.run(describe(ids));
    }

    /** Stops instances, by force at once; all must be stoppable or nothing happens. */
    public List<StateChange> stop(List<InstanceId> ids, boolean force, Duration patience) {
        List<StateChange> stopped = parts.stop.run(describe(ids), force, patience);
        // A machine that is off has let go of what its guest held on to.
        parts.attachments.upToDate(parts.records.require(ids));
        return stopped;
    }

    /**
     * Lets other instances have the ports of this host that lead into stopped ones. Started again, each gets those of its own that
     * are free then, and others in place of the rest.
     */
    public void yieldPorts(List<InstanceId> ids) {
        parts.store.catalogue().change(change -> {
            for (Instance instance : parts.records.require(change, ids)) {
                if (instance.state() == InstanceState.STOPPED) {
                    parts.interfaces.yieldPorts(change, instance.instanceId());
                }
            }
            return null;
        });
    }

    /** Reboots running instances; all must run or nothing happens. */
    public void reboot(List<InstanceId> ids, boolean force, Duration patience) {
        parts.reboot.run(describe(ids), force, patience);
    }

    /** Terminates instances and deletes what goes with them. */
    public List<StateChange> terminate(List<InstanceId> ids) {
        return parts.terminate.run(describe(ids));
    }

    /**
     * Takes snapshots of all volumes of an instance at one moment, whether it runs or not; see
     * {@link VolumeSnapshots#take}.
     */
    public TakenSnapshots snapshot(InstanceId id, boolean excludeRoot, Optional<String> description, List<Tag> tags,
            boolean copyVolumeTags) {
        return snapshot(id, excludeRoot, List.of(), description, tags, copyVolumeTags, begun -> { });
    }

    /** The same, without these volumes; {@code begun} is told of the snapshots once they can be seen, pending. */
    public TakenSnapshots snapshot(InstanceId id, boolean excludeRoot, List<VolumeId> excluded, Optional<String> description,
            List<Tag> tags, boolean copyVolumeTags, Consumer<List<Snapshot>> begun) {
        return parts.snapshots.take(describe(List.of(id)).get(0), excludeRoot, excluded, description, tags, copyVolumeTags, begun);
    }

    /**
     * Bundles the root disk of a running instance whose root is an instance store; the guest goes on meanwhile. Throws
     * UNSUPPORTED_OPERATION for a root that is a volume, INCORRECT_INSTANCE_STATE, and what {@code Bundles.create} throws.
     */
    public BundledInstance bundle(InstanceId id, BundleLocation location, Progress progress) {
        return parts.bundle.run(describe(List.of(id)).get(0), location, progress);
    }

    /** Attaches a volume to an instance, whether it runs or not; see {@link VolumeAttachments#attach}. */
    public Volume attachVolume(InstanceId id, AttachRequest request) {
        return parts.attachments.attach(describe(List.of(id)).get(0), request);
    }

    /** Detaches a volume from its instance, and returns it as it was; see {@link VolumeAttachments#detach}. */
    public Volume detachVolume(DetachRequest request) {
        return parts.attachments.detach(request, id -> describe(List.of(id)).get(0));
    }

    /** What is attached to instances, and whether it goes with them. */
    public VolumeAttachments attachments() {
        return parts.attachments;
    }

    /** Gives an instance another root volume, and returns when its guest runs again if it ran; see {@link ReplaceRoot#run}. */
    public ReplaceRootTask replaceRoot(ReplaceRootRequest request) {
        return parts.replaceRoot.run(describe(List.of(request.instance())).get(0), request);
    }

    /** Makes an image of a running or stopped instance, and returns once it is available and the guest runs again. */
    public CreatedImage createImage(CreateImageRequest request, Progress progress) {
        return createImage(request, begun -> { }, progress);
    }

    /** The same; {@code begun} is told the image's id once the image can be seen, and is pending. */
    public CreatedImage createImage(CreateImageRequest request, Consumer<ImageId> begun, Progress progress) {
        return parts.createImage.run(describe(List.of(request.instance())).get(0), request, begun, progress);
    }

    /**
     * Changes one attribute of an instance. Throws what {@link ModifyInstance#check} throws, and INVALID_PARAMETER_VALUE
     * for a device without a volume.
     */
    public void modify(ModifyRequest request) {
        Instance instance = describe(List.of(request.instance())).get(0);
        if (request.deleteOnTermination().isEmpty()) {
            parts.modify.run(instance, request);
        } else {
            parts.modify.check(instance, request);
            parts.attachments.deleteOnTermination(request.instance(), request.deleteOnTermination());
        }
    }

    /** Changes how the metadata service of a running or stopped instance answers; see {@link ModifyMetadataOptions#run}. */
    public Instance modifyMetadataOptions(InstanceId id, MetadataOptionsRequest request, boolean dryRun) {
        return parts.modifyMetadata.run(describe(List.of(id)).get(0), request, dryRun);
    }

    /** Gives a stopped instance its image's own kernel or ramdisk again; see {@link ModifyInstance#reset}. */
    public void reset(InstanceId id, BootAttribute attribute) {
        parts.modify.reset(describe(List.of(id)).get(0), attribute);
    }

    /** What a launch would have to say for another instance such as this one: EC2's GetLaunchTemplateData. */
    public LaunchSpec launchSpec(InstanceId id) {
        Instance instance = describe(List.of(id)).get(0);
        UserData data = userData(id);
        return new LaunchSpecDraft()
                .imageId(Optional.of(instance.imageId().value()))
                .instanceType(Optional.of(instance.instanceType()))
                .keyName(instance.keyName())
                .userData(Optional.of(data).filter(given -> !given.isEmpty()))
                .kernelId(instance.boot().kernelId().map(ImageId::value))
                .ramdiskId(instance.boot().ramdiskId().map(ImageId::value))
                .networkInterfaces(Optional.of(instance.interfaces().stream().map(InterfaceRequest::like).toList()))
                .instanceInitiatedShutdownBehavior(Optional.of(instance.shutdownBehavior()))
                .disableApiTermination(Optional.of(instance.protection().disableApiTermination()))
                .disableApiStop(Optional.of(instance.protection().disableApiStop()))
                .instanceTags(instance.tags())
                .build();
    }

    /** The user data of an instance, as they were given. */
    public UserData userData(InstanceId id) {
        parts.records.require(List.of(id));
        return parts.modify.userData(id);
    }

    /** What of the host is left for guests, as it is recorded. */
    public Load free() {
        return parts.store.catalogue().read(parts.capacity::free);
    }

    /** All that the host has for guests. */
    public Load limit() {
        return parts.capacity.limit();
    }

    /**
     * Connects to libvirt anew where the connection is dead. Throws HYPERVISOR_UNREACHABLE while the daemon is not back.
     */
    public void reconnect() {
        parts.machines.reconnect();
    }

    /** Adds to the history of an instance what its fleet made of it; one that is no longer to be seen has none. */
    public void remark(InstanceId id, String remark) {
        parts.records.remark(id, EventKind.FLEET, remark);
    }

    /** What happened to them, and what happens. */
    public Events events() {
        return parts.events;
    }

    /**
     * Waits until all of them are where they are wanted; throws the error of the first that fails to come there, see
     * {@link Readiness#await}.
     */
    public List<Verdict.Ready> await(List<InstanceId> ids, WaitRequest request, WaitListener listener) {
        return parts.readiness.await(describe(ids), request, listener);
    }

    /** The same for instances that {@link #launch} has just returned, with their traces; see {@link Readiness#awaitLaunched}. */
    public List<Instance> awaitLaunched(List<Instance> launched, WaitRequest request, WaitListener listener) {
        return parts.readiness.awaitLaunched(launched, request, listener);
    }

    /** The file an instance's serial line is logged to. */
    public Path console(InstanceId id) {
        return new InstanceFiles(parts.store.layout(), id).console();
    }

    private void forgetExpired() {
        for (Instance instance : parts.records.expired(Timestamp.now())) {
            parts.removal.expire(instance);
        }
        parts.tokens.forgetExpired(Timestamp.now());
    }
}
