package dev.slipway.launcher.instance.life;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.DomainState;
import dev.slipway.host.libvirt.DomainStatus;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.ShutdownMode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.OperationHandler;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.MachineState;
import dev.slipway.launcher.instance.state.StateChange;
import dev.slipway.launcher.instance.state.StateReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StopInstances.html">StopInstances</a>: the
 * guest is asked to power itself off, and the plug is pulled when it has not done so in time, or at once by force. Where the
 * process dies meanwhile, a later one pulls it when the guest's time is over: a stop cannot be taken back.
 */
public final class StopInstances implements OperationHandler {

    /** The kind of its operations in flight. */
    public static final String KIND = "stop";
    private static final String INSTANCES = "instances";
    /** When the guests' time is over, in milliseconds of the clock. */
    private static final String UNTIL = "until";

    /** How long a guest gets to power itself off where nobody says. EC2 gives it some minutes. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long LOOK_MILLIS = 50;
    /** A guest that was still booting when it was asked has not heard; it is asked again. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Operations operations;
    private final InstanceRecords records;
    private final Machines machines;

    /** Stops the domains that {@code machines} has of instances in {@code records}. */
    public StopInstances(Operations operations, InstanceRecords records, Machines machines) {
        this.operations = operations;
        this.records = records;
        this.machines = machines;
    }

    /** Stops all of them and returns when all are stopped; one that is stopped already stays so. */
    public List<StateChange> run(List<Instance> instances, boolean force, Duration patience) {
        for (Instance instance : instances) {
            InstanceAction.STOP.require(instance);
            records.requireNotTakenDown(instance.instanceId());
        }
        ProtectedInstances.requireStoppable(instances);
        List<Parallel.Task<StateChange>> tasks = new ArrayList<>();
        for (Instance instance : instances) {
            tasks.add(() -> stop(instance, force, patience));
        }
        long until = System.currentTimeMillis() + (force ? 0 : patience.toMillis());
        String ids = String.join(" ", instances.stream().map(instance -> instance.instanceId().value()).toList());
        try (RunningOperation operation = operations.begin(
                KIND, Map.of(INSTANCES, ids, UNTIL, Long.toString(until)), List.of())) {
            // Nearly all of it is waiting for guests, so all wait at once.
            List<StateChange> changes = Parallel.run(tasks, tasks.size());
            records.catalogue().change(change -> {
                operation.finish(change);
                return null;
            });
            return changes;
        }
    }

    private StateChange stop(Instance instance, boolean force, Duration patience) throws InterruptedException {
        InstanceId id = instance.instanceId();
        InstanceState before = instance.state();
        if (before == InstanceState.STOPPED) {
            return new StateChange(id, before, before);
        }
        records.update(id, now -> now.with(
                now.lifecycle().moved(InstanceState.STOPPING, StateReason.USER_INITIATED, Timestamp.now())));
        // From here on it is to be off, also when the host goes down before its guest does.
        machines.startWithHost(id, false);
        powerOff(id, force ? Duration.ZERO : patience);
        records.update(id, now -> now.with(
                now.lifecycle().moved(InstanceState.STOPPED, StateReason.USER_INITIATED, Timestamp.now())));
        return new StateChange(id, before, InstanceState.STOPPED);
    }

    @Override
    public boolean isDue(Operation operation) {
        return System.currentTimeMillis() >= Long.parseLong(operation.details().get(UNTIL)) || stopping(operation).isEmpty();
    }

    /** Pulls the plug of those that still run; who has been started again, or terminated, is nobody's to stop. */
    @Override
    public void settle(Operation operation) {
        for (InstanceId id : stopping(operation)) {
            quietly(id, Duration.ZERO);
            records.update(id, now -> now.state() == InstanceState.STOPPING ? now.with(
                    now.lifecycle().moved(InstanceState.STOPPED, StateReason.USER_INITIATED, Timestamp.now())) : now);
        }
    }

    private List<InstanceId> stopping(Operation operation) {
        return records.catalogue().read(reader -> {
            List<InstanceId> ids = new ArrayList<>();
            for (String word : operation.details().get(INSTANCES).split(" ")) {
                InstanceId id = new InstanceId(word);
                if (records.findAnyones(reader, id).filter(now -> now.document().state() == InstanceState.STOPPING).isPresent()) {
                    ids.add(id);
                }
            }
            return ids;
        });
    }

    /** Powers the machine of an instance off and leaves its record alone. */
    public void quietly(Instance instance, Duration patience) {
        quietly(instance.instanceId(), patience);
    }

    private void quietly(InstanceId id, Duration patience) {
        try {
            powerOff(id, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "Waiting for the guest to shut down was interrupted.", e);
        }
    }

    private void powerOff(InstanceId id, Duration patience) throws InterruptedException {
        if (machines.state(id) == MachineState.ABSENT) {
            return;
        }
        try (GuestDomain domain = machines.require(id)) {
            long end = System.nanoTime() + patience.toNanos();
            long nextAsk = System.nanoTime();
            while (MachineState.of(domain.status()).isActive()) {
                long now = System.nanoTime();
                if (now >= end) {
                    domain.destroy();
                } else if (now >= nextAsk) {
                    ask(domain);
                    nextAsk = now + ASK_AGAIN_NANOS;
                } else {
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
            }
        }
    }

    private static void ask(GuestDomain domain) {
        try {
            domain.shutdown(ShutdownMode.ACPI);
        } catch (HostException e) {
            // It may have ended between the look and the question; then there is nothing left to ask. One that is paused hears
            // nothing, and may be let go on before its time is over.
            DomainStatus now = domain.status();
            if (MachineState.of(now).isActive() && now.state() != DomainState.PAUSED) {
                throw e;
            }
        }
    }
}
