package dev.slipway.launcher.instance;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.launcher.firmware.FirmwareSearch;
import dev.slipway.launcher.instance.attribute.ModifyInstance;
import dev.slipway.launcher.instance.attribute.ModifyMetadataOptions;
import dev.slipway.launcher.instance.disk.BundleInstance;
import dev.slipway.launcher.instance.disk.CreateImage;
import dev.slipway.launcher.instance.disk.GuestVolumes;
import dev.slipway.launcher.instance.disk.ReplaceRoot;
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
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.MachineCheck;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Seeds;
import dev.slipway.launcher.instance.readiness.Readiness;
import dev.slipway.launcher.instance.request.LaunchPolicy;
import dev.slipway.launcher.instance.status.InstanceStatuses;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.instance.watch.Events;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.type.InstanceTypes;
import java.util.function.Supplier;

/** The parts behind {@link Instances}: how they are put together, and what each tells the open store of itself. */
final class InstanceParts {

    final ImageStore store;
    final InstanceRecords records;
    final Removal removal;
    final Observation observation;
    final Events events;
    final ModifyInstance modify;
    final ModifyMetadataOptions modifyMetadata;
    final Launch launch;
    final StartInstances start;
    final StopInstances stop;
    final RebootInstances reboot;
    final TerminateInstances terminate;
    final BundleInstance bundle;
    final Readiness readiness;
    final InstanceStatuses statuses;
    final SnapshotInstances snapshots;
    final CreateImage createImage;
    final VolumeAttachments attachments;
    final LaunchTemplates templates;
    final LaunchTokens tokens;
    final ReplaceRoot replaceRoot;
    final KeyPairs keyPairs;
    final Machines machines;
    final GuestAddresses addresses;
    final SecurityGroups securityGroups;
    final ModifyGroups modifyGroups;
    final Capacity capacity;
    final Interfaces interfaces;
    private final GuestVolumes guests;

    /** Puts them together; the parameters are those of {@link Instances#Instances}. */
    InstanceParts(ImageStore store, Supplier<Hypervisor> hypervisor, InstanceTypes types, HostMachine host,
            LaunchPolicy policy, Actor actor) {
        this.store = store;
        this.records = new InstanceRecords(store.catalogue(), store.account(), new InstanceHistory(actor));
        this.machines = new Machines(hypervisor);
        this.addresses = new GuestAddresses(machines, records);
        HostNetworks networks = new HostNetworks(machines);
        Firewall firewall = new Firewall(store.catalogue(), store.layout(), networks);
        this.interfaces = new Interfaces(store.catalogue(), networks, firewall);
        this.securityGroups = new SecurityGroups(store, firewall);
        FirmwareChoice firmware = new FirmwareChoice(FirmwareSearch.onHost());
        this.capacity = new Capacity(host, policy);
        this.removal = new Removal(records, machines, store.volumes(), interfaces, store.layout(),
                store.bundles());
        this.stop = new StopInstances(store.operations(), records, machines);
        this.terminate = new TerminateInstances(store.operations(), records, removal, stop);
        this.observation = new Observation(records, machines, terminate);
        this.modify = new ModifyInstance(store, records, types);
        this.modifyMetadata = new ModifyMetadataOptions(records);
        this.events = new Events(records, machines, observation, store.operations(), store.layout());
        this.keyPairs = new KeyPairs(store);
        this.templates = new LaunchTemplates(store);
        this.tokens = new LaunchTokens(store.catalogue(), store.account());
        this.launch = new Launch(store, records, machines,
                new LaunchPlanner(store, types, new AcceleratorDecision(host, machines::hypervisor), firmware,
                        new NetworkPlanner(networks, securityGroups), capacity, observation, policy),
                new Seeds(store.layout()), interfaces, removal);
        this.start = new StartInstances(store, records, machines, interfaces, firmware, observation, capacity);
        this.bundle = new BundleInstance(store, machines);
        this.reboot = new RebootInstances(records, machines);
        this.readiness = new Readiness(records, machines, store.layout());
        this.statuses = new InstanceStatuses(machines, store.layout());
        this.snapshots = new SnapshotInstances(store.volumeSnapshots());
        this.createImage = new CreateImage(store, records, machines, interfaces, stop, bundle);
        this.modifyGroups = new ModifyGroups(store.operations(), records, interfaces, securityGroups);
        this.guests = new GuestVolumes(records, machines, store.layout());
        this.attachments = VolumeAttachments.of(store, records, machines, guests);
        this.replaceRoot = ReplaceRoot.of(store, records, machines, interfaces, stop, guests);
    }

    /** Tells the store which tags, records and needs there are beyond its own, and who settles what dead commands left. */
    void register() {
        store.tags().register(new InstanceTags(records));
        store.tags().register(keyPairs.tags());
        store.tags().register(securityGroups.tags());
        store.tags().register(templates.tags());
        store.runBy(guests);
        store.sweep().alsoNeeded(InstanceRecords::needed);
        store.meter(new InstanceMetering());
        InstanceTables.recorded(store.layout()).forEach(store::record);
        store.alsoChecked(new MachineCheck(machines, store.layout())::look);
        registerOperations();
    }

    private void registerOperations() {
        Operations operations = store.operations();
        operations.register(Launch.KIND, launch::settle);
        operations.register(StartInstances.KIND, start::settle);
        operations.register(StopInstances.KIND, stop);
        operations.register(TerminateInstances.KIND, terminate::settle);
        operations.register(BundleInstance.KIND, bundle::settle);
        operations.register(CreateImage.KIND, createImage::settle);
        operations.register(ModifyInstance.KIND, modify::settle);
        operations.register(VolumeAttachments.KIND, attachments::settle);
        operations.register(SecurityGroups.KIND, securityGroups::settle);
        operations.register(ModifyGroups.KIND, modifyGroups::settle);
        operations.register(ReplaceRoot.KIND, replaceRoot::settle);
    }
}
