package dev.slipway.launcher.securitygroup;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A security group, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html">SecurityGroup</a> in a VPC: what its
 * members may be sent, and what they may send.
 *
 * @param groupName unique among its owner's
 * @param ingress what may come in
 * @param egress what may go out
 */
public record SecurityGroup(
        SecurityGroupId groupId,
        AccountId ownerId,
        String groupName,
        String description,
        List<GroupRule> ingress,
        List<GroupRule> egress,
        Instant createTime,
        List<Tag> tags) {

    /** The name of the group that every account has. */
    public static final String DEFAULT = "default";

    /** EC2's default limit for each direction. */
    public static final int MAX_RULES = 60;

    /** EC2's default limit for each interface. */
    public static final int MAX_PER_INTERFACE = 5;

    /** Security groups of all accounts. */
    public static final Table<SecurityGroup> TABLE =
            Table.of("security_groups", SecurityGroup.class, 1, g -> g.groupId().value())
                    .text("owner", SecurityGroup::ownerId)
                    .text("name", SecurityGroup::groupName)
                    .text("description", SecurityGroup::description)
                    .number("created", g -> g.createTime().toEpochMilli())
                    .list("referenced", SecurityGroup::referenced)
                    .list("tag", g -> Tag.searched(g.tags()))
                    .list("tag_key", g -> Tag.keys(g.tags()))
                    .unique("owner", "name");

    public SecurityGroup {
        requireNonNull(groupId, "groupId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(groupName, "groupName");
        description = description == null ? "" : description;
        ingress = ingress == null ? List.of() : List.copyOf(ingress);
        egress = egress == null ? List.of() : List.copyOf(egress);
        requireNonNull(createTime, "createTime");
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** A new group, which as on EC2 lets everything out and nothing in. */
    static SecurityGroup begun(AccountId owner, String name, String description, Instant now, List<Tag> tags) {
        return new SecurityGroup(SecurityGroupId.next(), owner, name, description, List.of(), everything(), now, tags);
    }

    /** The group of instances that name none: as on EC2, its members reach each other and the world, and nobody else them. */
    static SecurityGroup defaultOf(AccountId owner, Instant now) {
        SecurityGroupId id = SecurityGroupId.next();
        GroupRule members = new GroupRule(SecurityGroupRuleId.next(), RuleProtocol.ALL, GroupRule.ANY, GroupRule.ANY,
                Optional.empty(), Optional.of(id), Optional.empty());
        return new SecurityGroup(id, owner, DEFAULT, "default VPC security group", List.of(members), everything(), now, List.of());
    }

    private static List<GroupRule> everything() {
        return List.of(new GroupRule(SecurityGroupRuleId.next(), RuleProtocol.ALL, GroupRule.ANY, GroupRule.ANY,
                Optional.of("0.0.0.0/0"), Optional.empty(), Optional.empty()));
    }

    /** The rules of one direction. */
    public List<GroupRule> rules(RuleDirection direction) {
        return switch (direction) {
            case INGRESS -> ingress;
            case EGRESS -> egress;
        };
    }

    /** The ids of the groups that its rules refer to, each once. */
    public List<String> referenced() {
        List<String> ids = new ArrayList<>();
        for (RuleDirection direction : RuleDirection.values()) {
            for (GroupRule rule : rules(direction)) {
                rule.groupId().filter(id -> !ids.contains(id.value())).ifPresent(id -> ids.add(id.value()));
            }
        }
        return ids;
    }

    /** The same group with other rules in one direction. */
    SecurityGroup with(RuleDirection direction, List<GroupRule> rules) {
        return new SecurityGroup(groupId, ownerId, groupName, description, direction == RuleDirection.INGRESS ? rules : ingress,
                direction == RuleDirection.EGRESS ? rules : egress, createTime, tags);
    }

    /** The same group with other tags. */
    public SecurityGroup withTags(List<Tag> next) {
        return new SecurityGroup(groupId, ownerId, groupName, description, ingress, egress, createTime, next);
    }
}
