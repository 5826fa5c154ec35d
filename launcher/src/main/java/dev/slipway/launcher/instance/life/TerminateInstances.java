package dev.slipway.launcher.instance.life;

import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateChange;
import dev.slipway.launcher.instance.state.StateReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TerminateInstances.html">TerminateInstances</a>.
 * An instance that leaves a volume behind is asked to shut down first, so that the volume is whole; one that takes all
 * its disks with it is ended at once, since nobody will read what its guest would still have written.
 */
public final class TerminateInstances {

    /** The kind of its operations in flight. */
    public static final String KIND = "terminate";
    private static final String INSTANCE = "instance";

    private final Operations operations;
    private final InstanceRecords records;
    private final Removal removal;
    private final StopInstances stop;

    /** @param stop gives the guest its time to power itself off, where a volume of it stays */
    public TerminateInstances(Operations operations, InstanceRecords records, Removal removal, StopInstances stop) {
        this.operations = operations;
        this.records = records;
        this.removal = removal;
        this.stop = stop;
    }

    /**
     * Terminates all of them; one that is terminated already stays so. Throws OPERATION_NOT_PERMITTED, before anything is
     * done, when one of them is protected.
     */
    public List<StateChange> run(List<Instance> instances) {
        instances.forEach(InstanceAction.TERMINATE::require);
        ProtectedInstances.requireTerminable(instances);
        List<Parallel.Task<StateChange>> tasks = new ArrayList<>();
        for (Instance instance : instances) {
            tasks.add(() -> terminate(instance));
        }
        return Parallel.run(tasks, Parallel.STARTS);
    }

    private StateChange terminate(Instance instance) {
        InstanceState before = instance.state();
        if (before == InstanceState.TERMINATED) {
            return new StateChange(instance.instanceId(), before, before);
        }
        if (before == InstanceState.RUNNING && leavesVolumes(instance)) {
            stop.quietly(instance, StopInstances.PATIENCE);
        }
        remove(instance.instanceId(), StateReason.USER_INITIATED);
        return new StateChange(instance.instanceId(), before, InstanceState.TERMINATED);
    }

    /** Removes an instance for a reason; also what becomes of one whose guest's power-off means termination. */
    void remove(InstanceId id, StateReason reason) {
        Instance ending = records.require(id);
        try (RunningOperation operation = operations.begin(
                KIND, Map.of(INSTANCE, id.value()), List.of(), InstanceRecords.claims(ending))) {
            records.catalogue().change(change -> {
                Instance now = records.findAnyones(change, id).orElseThrow().document();
                return now.state() == InstanceState.SHUTTING_DOWN || now.state() == InstanceState.TERMINATED
                        ? now
                        : removal.begin(change, now, reason);
            });
            Failpoint.TERMINATION_BEGUN.reached();
            removal.finish(id);
            Failpoint.TERMINATION_RECORDED.reached();
            records.catalogue().change(change -> {
                operation.finish(change);
                return null;
            });
        }
    }

    /** Finishes a termination. */
    public void settle(Operation operation) {
        removal.finish(new InstanceId(operation.details().get(INSTANCE)));
    }

    private static boolean leavesVolumes(Instance instance) {
        return instance.volumes().stream().anyMatch(volume -> !volume.deleteOnTermination());
    }
}
