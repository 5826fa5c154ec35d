package dev.slipway.launcher.view.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.securitygroup.FoundRule;
import dev.slipway.launcher.securitygroup.GroupRule;
import dev.slipway.launcher.securitygroup.RuleDirection;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Rules one by one, in the shape of EC2's SecurityGroupRule. */
public final class GroupRuleView {

    private static final Column[] COLUMNS = {
        Column.id("RULE", "SecurityGroupRuleId"),
        Column.id("GROUP", "GroupId"),
        Column.at("EGRESS", "IsEgress"),
        Column.at("PROTOCOL", "IpProtocol"),
        Column.at("FROM", "FromPort"),
        Column.at("TO", "ToPort"),
        Column.at("IPV4", "CidrIpv4"),
        Column.at("IPV6", "CidrIpv6"),
        Column.at("OTHER GROUP", "ReferencedGroupInfo", "GroupId"),
    };

    private GroupRuleView() {
    }

    /** What AuthorizeSecurityGroupIngress and Egress answer. */
    public static Answer authorized(SecurityGroup group, RuleDirection direction, List<GroupRule> rules) {
        return changed("SecurityGroupRules", group, direction, rules);
    }

    /** What RevokeSecurityGroupIngress and Egress answer. */
    public static Answer revoked(SecurityGroup group, RuleDirection direction, List<GroupRule> rules) {
        return changed("RevokedSecurityGroupRules", group, direction, rules);
    }

    private static Answer changed(String key, SecurityGroup group, RuleDirection direction, List<GroupRule> rules) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Return", true);
        add(document.putArray(key), group, direction, rules);
        return Answer.list(document, key, COLUMNS);
    }

    /** What DescribeSecurityGroupRules answers. */
    public static Answer list(List<SecurityGroup> groups) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("SecurityGroupRules");
        for (SecurityGroup group : groups) {
            for (RuleDirection direction : RuleDirection.values()) {
                add(list, group, direction, group.rules(direction));
            }
        }
        return Answer.list(document, "SecurityGroupRules", COLUMNS);
    }

    /** The same, of rules that were looked for. */
    public static Answer found(List<FoundRule> rules) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("SecurityGroupRules");
        rules.forEach(found -> add(list, found.group(), found.direction(), List.of(found.rule())));
        return Answer.list(document, "SecurityGroupRules", COLUMNS);
    }

    private static void add(ArrayNode list, SecurityGroup group, RuleDirection direction, List<GroupRule> rules) {
        for (GroupRule rule : rules) {
            ObjectNode node = list.addObject()
                    .put("SecurityGroupRuleId", rule.securityGroupRuleId().value())
                    .put("GroupId", group.groupId().value())
                    .put("GroupOwnerId", group.ownerId().value())
                    .put("IsEgress", direction == RuleDirection.EGRESS)
                    .put("IpProtocol", rule.protocol().toString())
                    .put("FromPort", rule.fromPort())
                    .put("ToPort", rule.toPort());
            rule.block().ifPresent(block -> node.put(block.isIpv6() ? "CidrIpv6" : "CidrIpv4", block.toString()));
            rule.groupId().ifPresent(id -> node.putObject("ReferencedGroupInfo")
                    .put("GroupId", id.value()).put("UserId", group.ownerId().value()));
            rule.description().ifPresent(text -> node.put("Description", text));
        }
    }
}
