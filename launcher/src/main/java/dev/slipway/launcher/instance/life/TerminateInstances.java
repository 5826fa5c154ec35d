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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TerminateInstances.html">TerminateInstances</a>.
 * An instance that leaves a volume behind is asked to shut down first, so that the volume is whole; one that takes all
 * its disks with it is ended at once, since nobody will read what its guest would still have written.
 */
public final class TerminateInstances {

    /** The kind of its operations in flight. */
    public static final String KIND = "terminate";
    private static final String INSTANCES = "instances";

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
        List<InstanceId> ending = new ArrayList<>();
        List<StateChange> changes = new ArrayList<>();
        List<Parallel.Task<Instance>> asked = new ArrayList<>();
        for (Instance instance : instances) {
            changes.add(new StateChange(instance.instanceId(), instance.state(), InstanceState.TERMINATED));
            if (instance.state() != InstanceState.TERMINATED) {
                ending.add(instance.instanceId());
            }
            if (instance.state() == InstanceState.RUNNING && leavesVolumes(instance)) {
                asked.add(() -> {
                    stop.quietly(instance, StopInstances.PATIENCE);
                    return instance;
                });
            }
        }
        Parallel.run(asked, Parallel.STARTS);
        if (!ending.isEmpty()) {
            remove(ending, StateReason.USER_INITIATED);
        }
        return changes;
    }

    /** Removes instances for a reason; also what becomes of one whose guest's power-off means termination. */
    void remove(List<InstanceId> ids, StateReason reason) {
        Set<String> claims = new LinkedHashSet<>();
        ids.forEach(id -> claims.addAll(InstanceRecords.claims(records.require(id))));
        String words = String.join(" ", ids.stream().map(InstanceId::value).toList());
        try (RunningOperation operation = operations.begin(KIND, Map.of(INSTANCES, words), List.of(), List.copyOf(claims))) {
            records.catalogue().change(change -> {
                for (InstanceId id : ids) {
                    Instance now = records.findAnyones(change, id).orElseThrow().document();
                    if (now.state() != InstanceState.SHUTTING_DOWN && now.state() != InstanceState.TERMINATED) {
                        removal.begin(change, now, reason);
                    }
                }
                return null;
            });
            Failpoint.TERMINATION_BEGUN.reached();
            removal.finish(ids);
            Failpoint.TERMINATION_RECORDED.reached();
            records.catalogue().change(change -> {
                operation.finish(change);
                return null;
            });
        }
    }

    /** Finishes a termination. */
    public void settle(Operation operation) {
        // One instance each, in a store where an older Slipway was killed.
        String words = operation.details().getOrDefault(INSTANCES, operation.details().get("instance"));
        removal.finish(Stream.of(words.split(" ")).map(InstanceId::new).toList());
    }

    private static boolean leavesVolumes(Instance instance) {
        return instance.volumes().stream().anyMatch(volume -> !volume.deleteOnTermination());
    }
}
