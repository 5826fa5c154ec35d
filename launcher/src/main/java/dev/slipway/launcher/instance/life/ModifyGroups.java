package dev.slipway.launcher.instance.life;

import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html">ModifyInstanceAttribute</a>
 * with GroupId: puts an instance into other security groups, whether it runs or not.
 */
public final class ModifyGroups {

    /** The kind of its operations in flight. */
    public static final String KIND = "modify-groups";
    private static final String INSTANCE = "instance";
    private static final String LEFT = "left";

    private final Operations operations;
    private final InstanceRecords records;
    private final Interfaces interfaces;
    private final SecurityGroups groups;

    /** Changes the groups of instances in {@code records}, and what passes {@code interfaces}. */
    public ModifyGroups(Operations operations, InstanceRecords records, Interfaces interfaces, SecurityGroups groups) {
        this.operations = operations;
        this.records = records;
        this.interfaces = interfaces;
        this.groups = groups;
    }

    /**
     * Replaces the groups of the first interface; what passes follows before this returns. Throws GROUP_NOT_FOUND,
     * GROUPS_PER_INTERFACE_LIMIT, INCORRECT_INSTANCE_STATE, UNSUPPORTED_OPERATION for an interface that has no groups, DRY_RUN.
     *
     * @param references groups by their ids or names
     */
    public Instance run(Instance instance, List<String> references, boolean dryRun) {
        InstanceId id = instance.instanceId();
        List<SecurityGroupId> next = groups.ofInterface(references);
        requireChangeable(instance);
        if (dryRun) {
            throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
        }
        Set<SecurityGroupId> left = new LinkedHashSet<>(first(instance).groups());
        left.removeAll(next);
        Map<String, String> details = Map.of(INSTANCE, id.value(), LEFT, words(left));
        try (RunningOperation operation = operations.begin(KIND, details, List.of(), InstanceRecords.claims(instance))) {
            Instance changed = records.catalogue().change(change -> {
                requireChangeable(records.findAnyones(change, id).orElseThrow().document());
                groups.requireThere(change, next);
                return records.update(change, id, now -> now.withInterfaces(regrouped(now.interfaces(), next)));
            });
            interfaces.regroup(changed, left);
            return records.catalogue().change(change -> {
                operation.finish(change);
                return changed;
            });
        }
    }

    private static void requireChangeable(Instance instance) {
        InstanceAction.MODIFY_GROUPS.require(instance);
        if (instance.interfaces().isEmpty() || first(instance).kind() == NetworkKind.USER) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The instance '" + instance.instanceId()
                    + "' is on no network that has security groups: those are nat and bridge.");
        }
    }

    private static NetworkInterface first(Instance instance) {
        return instance.interfaces().get(0);
    }

    private static List<NetworkInterface> regrouped(List<NetworkInterface> cards, List<SecurityGroupId> next) {
        List<NetworkInterface> regrouped = new ArrayList<>(cards);
        regrouped.set(0, cards.get(0).withGroups(next));
        return regrouped;
    }

    /** Finishes what a dead process began: what the record says counts. */
    public void settle(Operation operation) {
        InstanceId id = new InstanceId(operation.details().get(INSTANCE));
        Set<SecurityGroupId> left = new LinkedHashSet<>();
        for (String word : operation.details().get(LEFT).split(" ")) {
            if (!word.isEmpty()) {
                left.add(new SecurityGroupId(word));
            }
        }
        records.catalogue().read(reader -> records.findAnyones(reader, id)).ifPresent(stored -> {
            InstanceState state = stored.document().state();
            if (state != InstanceState.TERMINATED && state != InstanceState.SHUTTING_DOWN) {
                interfaces.regroup(stored.document(), left);
            }
        });
    }

    private static String words(Set<SecurityGroupId> ids) {
        List<String> words = new ArrayList<>();
        ids.forEach(id -> words.add(id.value()));
        return String.join(" ", words);
    }
}
