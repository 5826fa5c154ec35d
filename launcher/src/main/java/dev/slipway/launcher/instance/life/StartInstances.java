package dev.slipway.launcher.instance.life;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.Capacity;
import dev.slipway.launcher.instance.machine.EphemeralDisks;
import dev.slipway.launcher.instance.machine.FirmwareChoice;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.record.Trace;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateChange;
import dev.slipway.launcher.instance.state.StateReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartInstances.html">StartInstances</a>. The
 * domain is defined anew from the record, so that whatever was changed while the instance was stopped counts.
 */
public final class StartInstances {

    /** The kind of its operations in flight. */
    public static final String KIND = "start";
    private static final String INSTANCE = "instance";

    private final ImageStore store;
    private final InstanceRecords records;
    private final Machines machines;
    private final Interfaces interfaces;
    private final FirmwareChoice firmware;
    private final Observation observation;
    private final Capacity capacity;
    private final EphemeralDisks ephemeral;

    /**
     * @param interfaces whose ports are reserved anew at each start, where another has taken one meanwhile
     * @param firmware chooses another where the host no longer has the one an instance was launched with
     * @param observation finds out which guests have gone by themselves
     * @param capacity what is left of the host
     */
    public StartInstances(ImageStore store, InstanceRecords records, Machines machines, Interfaces interfaces,
            FirmwareChoice firmware, Observation observation, Capacity capacity) {
        this.store = store;
        this.records = records;
        this.machines = machines;
        this.interfaces = interfaces;
        this.firmware = firmware;
        this.observation = observation;
        this.capacity = capacity;
        this.ephemeral = new EphemeralDisks(store.layout());
    }

    /**
     * Starts all of them and returns when all run; one that runs already stays so, and goes on where it was paused because the
     * host could not read or write a disk of it.
     */
    public List<StateChange> run(List<Instance> instances) {
        for (Instance instance : instances) {
            InstanceAction.START.require(instance);
        }
        requireRoom(instances);
        List<Parallel.Task<StateChange>> tasks = new ArrayList<>();
        for (Instance instance : instances) {
            tasks.add(() -> start(instance));
        }
        return Parallel.run(tasks, Parallel.STARTS);
    }

    private void requireRoom(List<Instance> instances) {
        Load load = Load.NONE;
        StringJoiner ids = new StringJoiner(", ");
        for (Instance instance : instances) {
            if (instance.state() == InstanceState.STOPPED) {
                load = load.and(Load.of(instance.hardware()));
                ids.add("'" + instance.instanceId() + "'");
            }
        }
        Load wanted = load;
        if (!store.catalogue().read(reader -> capacity.has(reader, wanted))) {
            // Guests that are gone by themselves take nothing any more; a refusal is worth a look at them.
            observation.observed(store.catalogue().read(capacity::running));
            store.catalogue().read(reader -> {
                capacity.require(reader, wanted, ids.toString());
                return null;
            });
        }
    }

    private static void requireStopped(Instance instance) {
        if (instance.state() != InstanceState.STOPPED) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE, "The instance '" + instance.instanceId()
                    + "' is " + instance.state() + " by now.");
        }
        boolean hasRoot = instance.instanceStore().isPresent() || instance.volumes().stream()
                .anyMatch(volume -> volume.deviceName().equals(instance.rootDeviceName()));
        if (!hasRoot) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE, "The instance '" + instance.instanceId()
                    + "' does not have a volume attached at root (" + instance.rootDeviceName() + ").",
                    "slipway volume attach VOLUME " + instance.instanceId() + " --device " + instance.rootDeviceName(), null);
        }
    }

    private StateChange start(Instance instance) {
        InstanceId id = instance.instanceId();
        if (instance.state() != InstanceState.STOPPED) {
            machines.letGoOn(id);
            return new StateChange(id, instance.state(), instance.state());
        }
        Trace.Recorder trace = new Trace.Recorder();
        try (RunningOperation operation = store.operations().begin(
                KIND, Map.of(INSTANCE, id.value()), List.of(), InstanceRecords.claims(instance))) {
            if (records.require(id).state() == InstanceState.RUNNING) {
                // Another start was waited for; closing the operation finds nothing to do.
                return new StateChange(id, InstanceState.RUNNING, InstanceState.RUNNING);
            }
            BootSource boot = firmware.renewed(instance, store.layout());
            Instance pending = trace.phase("record", () -> store.catalogue().change(change -> {
                // It may have been terminated, or have lost its root, while this start waited for its turn.
                requireStopped(records.findAnyones(change, id).orElseThrow().document());
                // Another start, or a launch, may have been quicker.
                capacity.require(change, Load.of(instance.hardware()), "'" + id + "'");
                List<NetworkInterface> network = interfaces.renew(change, instance);
                return records.update(change, id, now -> now.draft().boot(boot).interfaces(network)
                        .lifecycle(now.lifecycle().started(Timestamp.now())).build());
            }));
            Failpoint.START_RECORDED.reached();
            InstanceFiles files = new InstanceFiles(store.layout(), id);
            trace.run("disks", () -> {
                files.deleteTaken();
                ephemeral.make(id, pending.ephemeralDisks());
            });
            Failpoint.START_DISKS_MADE.reached();
            trace.run("network", () -> interfaces.connect(List.of(pending)));
            DomainSpec spec = records.domain(pending, store.layout());
            try (GuestDomain domain = trace.phase("define", () -> machines.define(spec, files))) {
                Failpoint.START_DEFINED.reached();
                trace.run("boot", () -> machines.boot(domain));
            }
            Failpoint.START_BOOTED.reached();
            store.catalogue().change(change -> {
                operation.finish(change);
                return records.update(change, id,
                        now -> now.with(now.lifecycle().running(Timestamp.now())).with(trace.trace()));
            });
            Failpoint.START_COMMITTED.reached();
        }
        return new StateChange(id, InstanceState.STOPPED, InstanceState.RUNNING);
    }

    /** Decides a start that did not come to its end by whether the machine runs. */
    public void settle(Operation operation) {
        InstanceId id = new InstanceId(operation.details().get(INSTANCE));
        boolean runs = machines.state(id).isActive();
        machines.startWithHost(id, runs);
        store.catalogue().change(change -> records.update(change, id, now -> {
            if (now.state() != InstanceState.PENDING) {
                return now;
            }
            return now.with(runs
                    ? now.lifecycle().running(Timestamp.now())
                    : now.lifecycle().moved(InstanceState.STOPPED, StateReason.LAUNCH_FAILED, Timestamp.now()));
        }));
    }
}
