package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.securitygroup.FoundRule;
import dev.slipway.launcher.securitygroup.GroupRequest;
import dev.slipway.launcher.securitygroup.Permission;
import dev.slipway.launcher.securitygroup.RuleDirection;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.securitygroup.SecurityGroupRuleId;
import dev.slipway.launcher.securitygroup.SecurityGroupSearch;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.service.PermissionDocument;
import dev.slipway.launcher.view.access.GroupRuleView;
import dev.slipway.launcher.view.access.SecurityGroupView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Security groups and their rules. */
final class SecurityGroupActions {

    private static final String TYPE = "security-group";
    /** The one list that the Query protocol calls otherwise than the service's documents. */
    private static final List<String> PORTS = List.of("FromPort", "ToPort");
    private static final Map<String, String> RENAMED = Map.of("Groups", "UserIdGroupPairs");

    private SecurityGroupActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.checks("CreateSecurityGroup", SecurityGroupActions::create, "GroupName", "GroupDescription",
                        "VpcId", "TagSpecification.N"),
                Action.reads("DescribeSecurityGroups", SecurityGroupActions::describe, "GroupId.N", "GroupName.N", "Filter.N",
                        "MaxResults", "NextToken"),
                Action.reads("DescribeSecurityGroupRules", SecurityGroupActions::rules, "SecurityGroupRuleId.N", "Filter.N",
                        "MaxResults", "NextToken"),
                Action.checks("DeleteSecurityGroup", SecurityGroupActions::delete, "GroupId", "GroupName"),
                rule("AuthorizeSecurityGroupIngress", RuleDirection.INGRESS, false),
                rule("AuthorizeSecurityGroupEgress", RuleDirection.EGRESS, false),
                rule("RevokeSecurityGroupIngress", RuleDirection.INGRESS, true),
                rule("RevokeSecurityGroupEgress", RuleDirection.EGRESS, true));
    }

    private static Action rule(String name, RuleDirection direction, boolean revoke) {
        return revoke ? Action.checks(name, call -> revoke(call, direction), "GroupId", "GroupName", "IpPermissions.N",
                "IpProtocol", "FromPort", "ToPort", "CidrIp", "SecurityGroupRuleId.N")
                : Action.checks(name, call -> authorize(call, direction), "GroupId", "GroupName", "IpPermissions.N",
                        "IpProtocol", "FromPort", "ToPort", "CidrIp");
    }

    private static ObjectNode create(Call call) {
        call.requireTagsOf(TYPE);
        call.text("VpcId").ifPresent(call.services().vpcs()::require);
        return SecurityGroupView.created(call.services().securityGroups().create(new GroupRequest(
                call.required("GroupName"), call.required("GroupDescription"), call.tags(TYPE), call.dryRun()))).document();
    }

    private static ObjectNode describe(Call call) {
        List<String> references = new ArrayList<>(call.parameters().texts("GroupId"));
        references.addAll(call.parameters().texts("GroupName"));
        Page<SecurityGroup> page = call.services().securityGroups().search(
                new SecurityGroupSearch(references, call.filters()), call.page());
        return Words.page(SecurityGroupView.list(page.items(), new NetworkIds(call.services().layout().region())), page);
    }

    private static ObjectNode rules(Call call) {
        Page<FoundRule> page = call.services().securityGroups().searchRules(
                call.list("SecurityGroupRuleId", SecurityGroupRuleId::new), call.filters(), call.page());
        return Words.page(GroupRuleView.found(page.items()), page);
    }

    private static String group(Call call) {
        return call.text("GroupId").orElseGet(() -> call.required("GroupName"));
    }

    private static ObjectNode delete(Call call) {
        return SecurityGroupView.deleted(call.services().securityGroups().delete(group(call), call.dryRun())).document();
    }

    private static ObjectNode authorize(Call call, RuleDirection direction) {
        SecurityGroups groups = call.services().securityGroups();
        List<Permission> permissions = permissions(call);
        requireSome(permissions.isEmpty());
        return GroupRuleView.authorized(groups.find(group(call)), direction,
                groups.authorize(group(call), direction, permissions, call.dryRun())).document();
    }

    private static ObjectNode revoke(Call call, RuleDirection direction) {
        SecurityGroups groups = call.services().securityGroups();
        List<Permission> permissions = permissions(call);
        List<SecurityGroupRuleId> rules = call.list("SecurityGroupRuleId", SecurityGroupRuleId::new);
        requireSome(permissions.isEmpty() && rules.isEmpty());
        return GroupRuleView.revoked(groups.find(group(call)), direction,
                groups.revoke(group(call), direction, permissions, rules, call.dryRun())).document();
    }

    private static void requireSome(boolean none) {
        if (none) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER,
                    "The request must contain the parameter IpPermissions or another that says which rules.");
        }
    }

    private static List<Permission> permissions(Call call) {
        List<Permission> permissions = new ArrayList<>();
        for (Members each : call.parameters().list("IpPermissions")) {
            permissions.addAll(PermissionDocument.read(withNumbers(each.document(RENAMED))));
        }
        call.text("CidrIp").ifPresent(cidr -> permissions.add(new Permission(call.required("IpProtocol"),
                port(call, "FromPort"), port(call, "ToPort"), Optional.of(cidr), Optional.empty(),
                Optional.empty())));
        return permissions;
    }

    /** A request of the Query protocol has nothing but texts; what is no number stays one, and is refused by the reader. */
    private static JsonNode withNumbers(JsonNode permission) {
        for (String name : PORTS) {
            if (permission instanceof ObjectNode object && object.path(name).asText().matches("-?\\d{1,9}")) {
                object.put(name, object.path(name).asInt());
            }
        }
        return permission;
    }

    private static OptionalInt port(Call call, String name) {
        return call.number(name).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
