package dev.slipway.launcher.view.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.securitygroup.GroupRule;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import dev.slipway.launcher.view.TagView;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Security groups in the shape of EC2's answers. */
public final class SecurityGroupView {

    private static final Column ID = Column.id("GROUP", "GroupId");
    private static final Column NAME = Column.id("NAME", "GroupName");
    private static final Column DESCRIPTION = Column.at("DESCRIPTION", "Description");

    private SecurityGroupView() {
    }

    /** What CreateSecurityGroup answers. */
    public static Answer created(SecurityGroup group) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("GroupId", group.groupId().value());
        TagView.put(document, group.tags());
        return Answer.of(document);
    }

    /** What DeleteSecurityGroup answers. */
    public static Answer deleted(SecurityGroupId id) {
        return Answer.of(JsonNodeFactory.instance.objectNode().put("Return", true).put("GroupId", id.value()));
    }

    /** What DescribeSecurityGroups answers. */
    public static Answer list(List<SecurityGroup> groups, NetworkIds ids) {
        return Answer.list(document(groups, ids), "SecurityGroups", ID, NAME, DESCRIPTION);
    }

    /** The same; a single one is shown key by key. */
    public static Answer described(List<SecurityGroup> groups, NetworkIds ids) {
        ObjectNode document = document(groups, ids);
        return groups.size() == 1 ? new Answer(document, document.path("SecurityGroups").path(0), List.of())
                : Answer.list(document, "SecurityGroups", ID, NAME, DESCRIPTION);
    }

    private static ObjectNode document(List<SecurityGroup> groups, NetworkIds ids) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("SecurityGroups");
        for (SecurityGroup group : groups) {
            ObjectNode node = list.addObject();
            node.put("GroupId", group.groupId().value());
            node.put("GroupName", group.groupName());
            node.put("Description", group.description());
            node.put("OwnerId", group.ownerId().value());
            node.set("IpPermissions", permissions(group, group.ingress()));
            node.set("IpPermissionsEgress", permissions(group, group.egress()));
            TagView.put(node, group.tags());
            node.put("VpcId", ids.vpc());
        }
        return document;
    }

    /** As EC2 does, rules that differ in their other side only are one permission. */
    private static ArrayNode permissions(SecurityGroup group, List<GroupRule> rules) {
        Map<String, List<GroupRule>> byPorts = new LinkedHashMap<>();
        for (GroupRule rule : rules) {
            byPorts.computeIfAbsent(rule.protocol() + " " + rule.fromPort() + " " + rule.toPort(), key -> new ArrayList<>()).add(rule);
        }
        ArrayNode permissions = JsonNodeFactory.instance.arrayNode();
        byPorts.values().forEach(same -> permissions.add(permission(group, same)));
        return permissions;
    }

    private static ObjectNode permission(SecurityGroup group, List<GroupRule> rules) {
        GroupRule first = rules.get(0);
        ObjectNode permission = JsonNodeFactory.instance.objectNode().put("IpProtocol", first.protocol().toString());
        if (first.protocol().hasPorts() || first.protocol().hasTypes()) {
            permission.put("FromPort", first.fromPort()).put("ToPort", first.toPort());
        }
        ArrayNode groups = permission.putArray("UserIdGroupPairs");
        ArrayNode ranges = permission.putArray("IpRanges");
        ArrayNode ranges6 = permission.putArray("Ipv6Ranges");
        permission.putArray("PrefixListIds");
        for (GroupRule rule : rules) {
            ObjectNode side;
            if (rule.groupId().isPresent()) {
                side = groups.addObject().put("GroupId", rule.groupId().get().value()).put("UserId", group.ownerId().value());
            } else if (rule.block().orElseThrow().isIpv6()) {
                side = ranges6.addObject().put("CidrIpv6", rule.cidr().orElseThrow());
            } else {
                side = ranges.addObject().put("CidrIp", rule.cidr().orElseThrow());
            }
            rule.description().ifPresent(text -> side.put("Description", text));
        }
        return permission;
    }
}
