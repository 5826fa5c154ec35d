package dev.slipway.launcher.cli.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.access.SshRoute;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.Map;
import java.util.Optional;

/** How members are reached: in a shape of our own, and in that of Ansible's inventory scripts. */
final class InventoryView {

    private static final String MEMBERS = "Members";

    private InventoryView() {
    }

    static Answer plain(String fleet, Map<Member, Optional<SshRoute>> routes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Fleet", fleet);
        ArrayNode list = document.putArray(MEMBERS);
        routes.forEach((member, route) -> {
            ObjectNode json = list.addObject().put("Member", member.name()).put("Group", member.group())
                    .put("Index", member.index()).put("InstanceId", member.id().value())
                    .put("State", member.state().ec2Name()).put("Ready", member.isReady());
            MemberView.address(member).ifPresent(address -> json.put("Address", address));
            route.ifPresent(way -> {
                ObjectNode ssh = json.putObject("Ssh").put("Host", way.host()).put("Port", way.port()).put("User", way.user());
                way.identity().ifPresent(file -> ssh.put("IdentityFile", file.toString()));
                ssh.put("Arguments", way.arguments());
            });
        });
        return Answer.list(document, MEMBERS, Column.at("MEMBER", "Member"), Column.id("INSTANCE", "InstanceId"),
                Column.at("STATE", "State"), Column.at("HOST", "Ssh", "Host"), Column.at("PORT", "Ssh", "Port"),
                Column.at("USER", "Ssh", "User"), Column.at("KEY", "Ssh", "IdentityFile"));
    }

    /** See <a href="https://docs.ansible.com/ansible/latest/dev_guide/developing_inventory.html">developing inventory</a>. */
    static ObjectNode ansible(Map<Member, Optional<SshRoute>> routes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        // All hosts at once: without this part, Ansible would ask for each by itself.
        ObjectNode variables = document.putObject("_meta").putObject("hostvars");
        ArrayNode children = document.putObject("all").putArray("children");
        routes.forEach((member, route) -> {
            if (!document.has(member.group())) {
                document.putObject(member.group()).putArray("hosts");
                children.add(member.group());
            }
            ((ArrayNode) document.path(member.group()).path("hosts")).add(member.name());
            ObjectNode json = variables.putObject(member.name()).put("slipway_instance_id", member.id().value())
                    .put("slipway_fleet", member.fleet()).put("slipway_index", member.index());
            MemberView.address(member).ifPresent(address -> json.put("slipway_address", address));
            route.ifPresent(way -> {
                json.put("ansible_host", way.host()).put("ansible_port", way.port()).put("ansible_user", way.user());
                way.identity().ifPresent(file -> json.put("ansible_ssh_private_key_file", file.toString()));
                json.put("ansible_ssh_common_args", way.arguments());
            });
        });
        return document;
    }
}
