package dev.slipway.launcher.instance;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.snapshot.TakenSnapshots;
import dev.slipway.imagestore.snapshot.VolumeSnapshots;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.firmware.FirmwareSearch;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.attribute.BootAttribute;
import dev.slipway.launcher.instance.attribute.ModifyInstance;
import dev.slipway.launcher.instance.attribute.ModifyRequest;
import dev.slipway.launcher.instance.disk.AttachRequest;
import dev.slipway.launcher.instance.disk.BundleInstance;
import dev.slipway.launcher.instance.disk.BundledInstance;
import dev.slipway.launcher.instance.disk.CreateImage;
import dev.slipway.launcher.instance.disk.CreateImageRequest;
import dev.slipway.launcher.instance.disk.CreatedImage;
import dev.slipway.launcher.instance.disk.DetachRequest;
import dev.slipway.launcher.instance.disk.GuestVolumes;
import dev.slipway.launcher.instance.disk.ReplaceRoot;
import dev.slipway.launcher.instance.disk.ReplaceRootRequest;
import dev.slipway.launcher.instance.disk.SnapshotInstances;
import dev.slipway.launcher.instance.disk.VolumeAttachments;
import dev.slipway.launcher.instance.history.Actor;
import dev.slipway.launcher.instance.history.InstanceHistory;
import dev.slipway.launcher.instance.launch.AcceleratorDecision;
import dev.slipway.launcher.instance.launch.Launch;
import dev.slipway.launcher.instance.launch.LaunchPlanner;
import dev.slipway.launcher.instance.launch.LaunchTokens;
import dev.slipway.launcher.instance.launch.NetworkPlanner;
import dev.slipway.launcher.instance.life.ModifyGroups;
import dev.slipway.launcher.instance.life.Observation;
import dev.slipway.launcher.instance.life.RebootInstances;
import dev.slipway.launcher.instance.life.Removal;
import dev.slipway.launcher.instance.life.StartInstances;
import dev.slipway.launcher.instance.life.StopInstances;
import dev.slipway.launcher.instance.life.TerminateInstances;
import dev.slipway.launcher.instance.machine.Capacity;
import dev.slipway.launcher.instance.machine.Firewall;
import dev.slipway.launcher.instance.machine.FirmwareChoice;
import dev.slipway.launcher.instance.machine.GuestAddresses;
import dev.slipway.launcher.instance.machine.HostNetworks;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.MachineCheck;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Seeds;
import dev.slipway.launcher.instance.readiness.Readiness;
import dev.slipway.launcher.instance.readiness.WaitListener;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceFilters;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.LaunchToken;
import dev.slipway.launcher.instance.record.ReplaceRootTask;
import dev.slipway.launcher.instance.request.InstanceSearch;
import dev.slipway.launcher.instance.request.LaunchPolicy;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateChange;
import dev.slipway.launcher.instance.template.LaunchTemplate;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.instance.watch.Events;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.type.InstanceTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The instances of one account in one region: the door to this package. Made with an open store, it registers its
 * operations there and settles what dead commands left, so it is made before anything else is done.
 */
public final class Instances {

    /** How long a guest gets to power itself off before the plug is pulled, where nobody says. */
    public static final Duration STOP_PATIENCE = StopInstances.PATIENCE;

    private final ImageStore store;
    private final InstanceRecords records;
    private final Removal removal;
    private final Observation observation;
    private final Events events;
    private final ModifyInstance modify;
    private final Launch launch;
    private final StartInstances start;
    private final StopInstances stop;
    private final RebootInstances reboot;
    private final TerminateInstances terminate;
    private final BundleInstance bundle;
    private final Readiness readiness;
    private final SnapshotInstances snapshots;
    private final CreateImage createImage;
    private final VolumeAttachments attachments;
    private final LaunchTemplates templates;
    private final LaunchTokens tokens;
    private final ReplaceRoot replaceRoot;
    private final KeyPairs keyPairs;
    private final Machines machines;
    private final GuestAddresses addresses;
    private final SecurityGroups securityGroups;
    private final ModifyGroups modifyGroups;

    /**
     * @param hypervisor asked for when a domain is first looked at
     * @param types the instance types there are
     * @param host the machine guests run on
     * @param policy what the settings say about launches
     * @param actor who does what is done to them
     */
    public Instances(ImageStore store, Supplier<Hypervisor> hypervisor, InstanceTypes types, HostMachine host,
            LaunchPolicy policy, Actor actor) {
        this.store = store;
        this.records = new InstanceRecords(store.catalogue(), store.account(), new InstanceHistory(actor));
        this.machines = new Machines(hypervisor);
        this.addresses = new GuestAddresses(machines, records);
        HostNetworks networks = new HostNetworks(machines);
        Firewall firewall = new Firewall(store.catalogue(), store.layout(), networks);
        Interfaces interfaces = new Interfaces(store.catalogue(), networks, firewall);
        this.securityGroups = new SecurityGroups(store, firewall);
        FirmwareChoice firmware = new FirmwareChoice(FirmwareSearch.onHost());
        Capacity capacity = new Capacity(host, policy);
        this.removal = new Removal(records, machines, store.volumes(), interfaces, store.layout(),
                store.bundles());
        this.stop = new StopInstances(records, machines);
        this.terminate = new TerminateInstances(store.operations(), records, removal, stop);
        this.observation = new Observation(records, machines, terminate);
        this.modify = new ModifyInstance(store, records, types);
        this.events = new Events(records, machines, observation, store.operations(), store.layout());
        this.keyPairs = new KeyPairs(store);
        this.templates = new LaunchTemplates(store);
        this.tokens = new LaunchTokens(store.catalogue(), store.account());
        this.launch = new Launch(store, records, machines,
                new LaunchPlanner(store, types, new AcceleratorDecision(host, hypervisor), firmware,
                        new NetworkPlanner(networks, securityGroups), capacity, observation, policy),
                new Seeds(store.layout()), interfaces, removal);
        this.start = new StartInstances(store, records, machines, interfaces, firmware, observation, capacity);
        this.bundle = new BundleInstance(store, machines);
        this.reboot = new RebootInstances(records, machines);
        this.readiness = new Readiness(records, machines, store.layout());
        this.snapshots = new SnapshotInstances(store.volumeSnapshots());
        this.createImage = new CreateImage(store, records, machines, interfaces, stop, bundle);
        store.tags().register(new InstanceTags(records));
        store.tags().register(keyPairs.tags());
        store.tags().register(securityGroups.tags());
        this.modifyGroups = new ModifyGroups(store.operations(), records, interfaces, securityGroups);
        store.tags().register(templates.tags());
        GuestVolumes guests = new GuestVolumes(records, machines, store.layout());
        this.attachments = VolumeAttachments.of(store, records, machines, guests);
        this.replaceRoot = ReplaceRoot.of(store, records, machines, interfaces, stop, guests);
        store.runBy(guests);
        store.sweep().alsoNeeded(InstanceRecords::needed);
        store.meter(new InstanceMetering());
        recorded(store.layout()).forEach(store::record);
        store.alsoChecked(new MachineCheck(machines, store.layout())::look);
        store.operations().register(Launch.KIND, launch::settle);
        store.operations().register(StartInstances.KIND, start::settle);
        store.operations().register(TerminateInstances.KIND, terminate::settle);
        store.operations().register(BundleInstance.KIND, bundle::settle);
        store.operations().register(CreateImage.KIND, createImage::settle);
        store.operations().register(ModifyInstance.KIND, modify::settle);
        store.operations().register(VolumeAttachments.KIND, attachments::settle);
        store.operations().register(SecurityGroups.KIND, securityGroups::settle);
        store.operations().register(ModifyGroups.KIND, modifyGroups::settle);
        store.operations().register(ReplaceRoot.KIND, replaceRoot::settle);
    }

    /** What this package keeps in the catalogue, for whoever opens the store. */
    public static List<Table<?>> tables() {
        List<Table<?>> tables = new ArrayList<>(InstanceRecords.TABLES);
        tables.addAll(KeyPairs.TABLES);
        tables.addAll(SecurityGroups.TABLES);
        tables.add(LaunchToken.TABLE);
        tables.add(LaunchTemplate.TABLE);
        return tables;
    }

    /** What of it is recorded beside, so that it comes back when the catalogue is lost. */
    public static List<Recorded<?>> recorded(StoreLayout layout) {
        return List.of(KeyPairs.recorded(layout), LaunchTemplates.recorded(layout), Recorded.eachIn(layout.instances(), InstanceFiles.RECORD, Instance.TABLE).late()
                .keptWhen(instance -> instance.state() != InstanceState.TERMINATED)
                .withReferences(Instances::needed)
                .alsoRestoring(Interfaces::restore));
    }

    /** The launch templates of the account. */
    public LaunchTemplates templates() {
        return templates;
    }

    /** The security groups of the account: what reaches instances. */
    public SecurityGroups securityGroups() {
        return securityGroups;
    }

    /** Puts a running or stopped instance into other security groups, instead of those it is in; see {@link ModifyGroups#run}. */
    public Instance modifyGroups(InstanceId id, List<String> groups, boolean dryRun) {
        return modifyGroups.run(describe(List.of(id)).get(0), groups, dryRun);
    }

    /** The key pairs of the account: who may log in to instances. */
    public KeyPairs keyPairs() {
        return keyPairs;
    }

    /** The ways into guests: ssh, commands, files, consoles. */
    public GuestAccess access() {
        return new GuestAccess(id -> describe(List.of(id)).get(0), machines, records, store.layout());
    }

    private static List<String> needed(Instance instance) {
        List<String> needed = new ArrayList<>();
        instance.volumes().forEach(volume -> needed.add(volume.volumeId().value()));
        instance.boot().kernelId().ifPresent(id -> needed.add(id.value()));
        instance.boot().ramdiskId().ifPresent(id -> needed.add(id.value()));
        return needed;
    }

    /**
     * Launches instances, all that fit between the two numbers or none, and returns once their domains run. The first launch of an instance-store image
     * unpacks its bundle, which {@code progress} is told of.
     */
    public List<Instance> launch(LaunchRequest request, Progress progress) {
        forgetExpired();
        // Instances of a launch that is repeated may have changed since.
        return request.clientToken().isEmpty()
                ? launch.run(request, progress) : observation.observed(launch.run(request, progress));
    }

    /** Every instance of the account, oldest first, in its true state; terminated ones for an hour. */
    public List<Instance> list() {
        forgetExpired();
        return withAddresses(attachments.upToDate(observation.observed(records.all())));
    }

    /**
     * Instances that are looked for, in their true states. Throws INSTANCE_NOT_FOUND when one that is named does not exist,
     * PARAMETER_VALUE for a filter that is none, FILTER_LIMIT for too many values.
     */
    public Page<Instance> search(InstanceSearch search, PageRequest page) {
        InstanceFilters names = new InstanceFilters(store.layout().availabilityZone());
        search.check(names);
        return search.page(search.ids().isEmpty() ? list() : describe(search.ids()), names, page);
    }

    /** These instances, in this order; throws INSTANCE_NOT_FOUND when one does not exist. */
    public List<Instance> describe(List<InstanceId> ids) {
        return withAddresses(attachments.upToDate(observation.observed(records.require(ids))));
    }

    /** Only guests on a bridge, or on a network without DHCP, have addresses that have to be looked for. */
    private List<Instance> withAddresses(List<Instance> instances) {
        List<Instance> looked = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            looked.add(instance.state() == InstanceState.RUNNING && instance.lacksAddress() ? addresses.look(instance) : instance);
        }
        return looked;
    }

    /** Starts stopped instances; all must be startable or nothing happens. */
    public List<StateChange> start(List<InstanceId> ids) {
        return start.run(describe(ids));
    }

    /** Stops instances, by force at once; all must be stoppable or nothing happens. */
    public List<StateChange> stop(List<InstanceId> ids, boolean force, Duration patience) {
        List<StateChange> stopped = stop.run(describe(ids), force, patience);
        // A machine that is off has let go of what its guest held on to.
        attachments.upToDate(records.require(ids));
        return stopped;
    }

    /** Reboots running instances; all must run or nothing happens. */
    public void reboot(List<InstanceId> ids, boolean force, Duration patience) {
        reboot.run(describe(ids), force, patience);
    }

    /** Terminates instances and deletes what goes with them. */
    public List<StateChange> terminate(List<InstanceId> ids) {
        return terminate.run(describe(ids));
    }

    /**
     * Takes snapshots of all volumes of an instance at one moment, whether it runs or not; see
     * {@link VolumeSnapshots#take}.
     */
    public TakenSnapshots snapshot(InstanceId id, boolean excludeRoot, Optional<String> description, List<Tag> tags,
            boolean copyVolumeTags) {
        return snapshots.take(describe(List.of(id)).get(0), excludeRoot, description, tags, copyVolumeTags);
    }

    /**
     * Bundles the root disk of a running instance whose root is an instance store; the guest goes on meanwhile. Throws
     * UNSUPPORTED_OPERATION for a root that is a volume, INCORRECT_INSTANCE_STATE, and what {@code Bundles.create} throws.
     */
    public BundledInstance bundle(InstanceId id, BundleLocation location, Progress progress) {
        return bundle.run(describe(List.of(id)).get(0), location, progress);
    }

    /** Attaches a volume to an instance, whether it runs or not; see {@link VolumeAttachments#attach}. */
    public Volume attachVolume(InstanceId id, AttachRequest request) {
        return attachments.attach(describe(List.of(id)).get(0), request);
    }

    /** Detaches a volume from its instance, and returns it as it was; see {@link VolumeAttachments#detach}. */
    public Volume detachVolume(DetachRequest request) {
        return attachments.detach(request, id -> describe(List.of(id)).get(0));
    }

    /** What is attached to instances, and whether it goes with them. */
    public VolumeAttachments attachments() {
        return attachments;
    }

    /** Gives an instance another root volume, and returns when its guest runs again if it ran; see {@link ReplaceRoot#run}. */
    public ReplaceRootTask replaceRoot(ReplaceRootRequest request) {
        return replaceRoot.run(describe(List.of(request.instance())).get(0), request);
    }

    /** Makes an image of a running or stopped instance, and returns once it is available and the guest runs again. */
    public CreatedImage createImage(CreateImageRequest request, Progress progress) {
        return createImage.run(describe(List.of(request.instance())).get(0), request, progress);
    }

    /**
     * Changes one attribute of an instance. Throws what {@link ModifyInstance#check} throws, and INVALID_PARAMETER_VALUE
     * for a device without a volume.
     */
    public void modify(ModifyRequest request) {
        Instance instance = describe(List.of(request.instance())).get(0);
        if (request.deleteOnTermination().isEmpty()) {
            modify.run(instance, request);
        } else {
            modify.check(instance, request);
            attachments.deleteOnTermination(request.instance(), request.deleteOnTermination());
        }
    }

    /** Gives a stopped instance its image's own kernel or ramdisk again; see {@link ModifyInstance#reset}. */
    public void reset(InstanceId id, BootAttribute attribute) {
        modify.reset(describe(List.of(id)).get(0), attribute);
    }

    /** The user data of an instance, as they were given. */
    public UserData userData(InstanceId id) {
        records.require(List.of(id));
        return modify.userData(id);
    }

    /** What happened to them, and what happens. */
    public Events events() {
        return events;
    }

    /**
     * Waits until all of them are where they are wanted; throws the error of the first that fails to come there, see
     * {@link Readiness#await}.
     */
    public List<Verdict.Ready> await(List<InstanceId> ids, WaitRequest request, WaitListener listener) {
        return readiness.await(describe(ids), request, listener);
    }

    /** The same for instances that {@link #launch} has just returned, with their traces; see {@link Readiness#awaitLaunched}. */
    public List<Instance> awaitLaunched(List<Instance> launched, WaitRequest request, WaitListener listener) {
        return readiness.awaitLaunched(launched, request, listener);
    }

    /** The file an instance's serial line is logged to. */
    public Path console(InstanceId id) {
        return new InstanceFiles(store.layout(), id).console();
    }

    private void forgetExpired() {
        for (Instance instance : records.expired(Timestamp.now())) {
            removal.expire(instance);
        }
        tokens.forgetExpired(Timestamp.now());
    }
}
