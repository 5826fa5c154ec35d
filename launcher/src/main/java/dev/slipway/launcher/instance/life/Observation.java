package dev.slipway.launcher.instance.life;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.MachineState;
import dev.slipway.launcher.instance.state.StateJoin;
import dev.slipway.launcher.instance.state.StateReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks at instances as they are now: joins each record with its domain, writes down what has changed by itself, and
 * finishes the end of an instance whose guest's power-off means termination.
 */
public final class Observation {

    private final InstanceRecords records;
    private final Machines machines;
    private final TerminateInstances terminate;

    /** @param terminate terminates those whose guests powered off, where they are to be */
    public Observation(InstanceRecords records, Machines machines, TerminateInstances terminate) {
        this.records = records;
        this.machines = machines;
        this.terminate = terminate;
    }

    /** The same instances, in their true states. */
    public List<Instance> observed(List<Instance> recorded) {
        return observed(recorded, machines::states);
    }

    /** All instances, in their true states; libvirt is asked while the catalogue is read. */
    public List<Instance> all() {
        Supplier<Map<String, MachineState>> states = machines.statesBeside();
        return observed(records.all(), states);
    }

    private List<Instance> observed(List<Instance> recorded, Supplier<Map<String, MachineState>> seen) {
        if (recorded.stream().noneMatch(Observation::hasMachine)) {
            return recorded;
        }
        Map<String, MachineState> states = seen.get();
        List<Instance> observed = new ArrayList<>(recorded.size());
        for (Instance instance : recorded) {
            MachineState machine = states.getOrDefault(instance.instanceId().value(), MachineState.ABSENT);
            observed.add(observe(instance, machine));
        }
        return observed;
    }

    /** Whether there may be a domain whose state matters. */
    private static boolean hasMachine(Instance instance) {
        return switch (instance.state()) {
            case RUNNING, STOPPING, STOPPED -> true;
            case PENDING, SHUTTING_DOWN, TERMINATED -> false;
        };
    }

    private static StateJoin.Joined join(Instance instance, MachineState machine) {
        return StateJoin.join(instance.state(), instance.whenOff(), machine);
    }

    private Instance observe(Instance instance, MachineState seen) {
        if (join(instance, seen).state() == instance.state()) {
            return instance;
        }
        // What was seen may be older than the record; before anything is written, it is looked at again.
        StateJoin.Joined joined = join(instance, machines.state(instance.instanceId()));
        if (joined.state() == instance.state() || records.isClaimed(instance.instanceId())) {
            // Whoever has it for itself knows why its machine is off, and says what becomes of it.
            return instance;
        }
        StateReason reason = joined.reason().orElse(StateReason.USER_INITIATED);
        if (joined.state() == InstanceState.SHUTTING_DOWN) {
            terminate.remove(List.of(instance.instanceId()), reason);
            return records.require(List.of(instance.instanceId())).get(0);
        }
        // Before it is written: whoever is killed in between is followed by somebody who sees the same again.
        machines.startWithHost(instance.instanceId(), joined.state() == InstanceState.RUNNING);
        return records.update(instance.instanceId(), now -> {
            // Another command may have moved it since we looked; then its word counts.
            if (now.state() != instance.state()) {
                return now;
            }
            return joined.state() == InstanceState.RUNNING
                    ? now.with(now.lifecycle().running(Timestamp.now()))
                    : now.with(now.lifecycle().moved(joined.state(), reason, Timestamp.now()));
        });
    }
}
