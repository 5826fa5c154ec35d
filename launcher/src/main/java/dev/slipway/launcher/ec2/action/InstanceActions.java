package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.access.ConsoleOutput;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.InstanceSearch;
import dev.slipway.launcher.instance.state.StateChange;
import dev.slipway.launcher.instance.status.InstanceStatus;
import dev.slipway.launcher.instance.status.StatusSearch;
import dev.slipway.launcher.view.instance.ConsoleView;
import dev.slipway.launcher.view.instance.InstanceStatusView;
import dev.slipway.launcher.view.instance.InstanceView;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Instances that there are. */
final class InstanceActions {

    private static final String IDS = "InstanceId";

    private InstanceActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.reads("DescribeInstances", InstanceActions::describe, "InstanceId.N", "Filter.N", "MaxResults", "NextToken"),
                Action.reads("DescribeInstanceStatus", InstanceActions::status, "InstanceId.N", "Filter.N",
                        "IncludeAllInstances", "MaxResults", "NextToken"),
                Action.changes("StartInstances", InstanceActions::start, "InstanceId.N"),
                Action.changes("StopInstances", InstanceActions::stop, "InstanceId.N", "Force"),
                Action.changes("RebootInstances", InstanceActions::reboot, "InstanceId.N"),
                Action.changes("TerminateInstances", InstanceActions::terminate, "InstanceId.N"),
                Action.reads("GetConsoleOutput", InstanceActions::console, IDS, "Latest"));
    }

    private static ObjectNode describe(Call call) {
        Page<Instance> page = call.services().instances().search(
                new InstanceSearch(call.list(IDS, InstanceId::new), call.filters()), call.page());
        return Words.page(InstanceView.ofList(call.services()).reservations(page.items()), page);
    }

    private static ObjectNode status(Call call) {
        Page<InstanceStatus> page = call.services().instances().status(new StatusSearch(
                call.list(IDS, InstanceId::new), call.filters(), call.flag("IncludeAllInstances")), call.page());
        return Words.page(InstanceStatusView.list(page.items(), call.services().layout().availabilityZone()), page);
    }

    private static ObjectNode start(Call call) {
        return InstanceView.changes("StartingInstances",
                call.services().instances().start(call.several(IDS, InstanceId::new))).document();
    }

    private static ObjectNode stop(Call call) {
        List<InstanceId> ids = call.several(IDS, InstanceId::new);
        boolean force = call.flag("Force");
        List<Instance> before = call.services().instances().describe(ids);
        return InstanceView.changes("StoppingInstances", call.soon(
                services -> services.instances().stop(ids, force, Instances.STOP_PATIENCE))
                .orElseGet(() -> changesSince(before, call.services().instances().describe(ids)))).document();
    }

    private static List<StateChange> changesSince(List<Instance> before, List<Instance> now) {
        List<StateChange> changes = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            changes.add(new StateChange(now.get(i).instanceId(), before.get(i).state(), now.get(i).state()));
        }
        return changes;
    }

    private static ObjectNode reboot(Call call) {
        List<InstanceId> ids = call.several(IDS, InstanceId::new);
        call.soon(services -> {
            services.instances().reboot(ids, false, Instances.STOP_PATIENCE);
            return true;
        });
        return Words.done();
    }

    private static ObjectNode terminate(Call call) {
        return InstanceView.changes("TerminatingInstances",
                call.services().instances().terminate(call.several(IDS, InstanceId::new))).document();
    }

    private static ObjectNode console(Call call) {
        ConsoleOutput output = call.services().instances().access().consoleOutput(new InstanceId(call.required(IDS)));
        return ConsoleView.of(output, Base64.getEncoder().encodeToString(output.output()));
    }
}
