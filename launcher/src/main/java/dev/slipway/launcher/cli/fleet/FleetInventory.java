package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.access.SshVerb;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.access.SshRoute;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.view.document.JsonRendering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code slipway fleet inventory}. */
final class FleetInventory extends SshVerb {

    private static final String JSON = "json";
    private static final String ANSIBLE = "ansible";

    private final Argument<String> fleet = argument("FLEET", Values.TEXT, "The fleet's name.");
    private final Option<String> format = option("--format", "FORMAT", Values.oneOf(List.of(JSON, ANSIBLE), word -> word),
            "json, or ansible: what Ansible takes from an inventory script (json).");

    FleetInventory() {
        super("inventory", "Tell how the members of a fleet are reached by ssh, for other programs.", "--wait");
        example("slipway fleet inventory shop", "Addresses, ports, users and keys.");
        example("slipway fleet inventory shop --format ansible", "As an inventory script of Ansible's answers.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Member> members = FleetMembers.ofGroups(invocation.services().fleets().members(fleet.required()), List.of());
        SshRequest request = sshRequest(invocation);
        Map<Member, Optional<SshRoute>> routes = new LinkedHashMap<>();
        for (Member member : members) {
            routes.put(member, member.state() == InstanceState.RUNNING
                    ? invocation.instances().access().route(member.id(), request) : Optional.empty());
        }
        if (format.or(JSON).equals(ANSIBLE)) {
            invocation.stdout().print(JsonRendering.pretty(InventoryView.ansible(routes)));
        } else {
            invocation.output().print(InventoryView.plain(fleet.required(), routes));
        }
        return 0;
    }
}
