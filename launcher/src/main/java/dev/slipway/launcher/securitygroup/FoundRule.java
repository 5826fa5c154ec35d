package dev.slipway.launcher.securitygroup;

import static java.util.Objects.requireNonNull;

/** A rule with the group that it is one of. */
public record FoundRule(SecurityGroup group, RuleDirection direction, GroupRule rule) {

    public FoundRule {
        requireNonNull(group, "group");
        requireNonNull(direction, "direction");
        requireNonNull(rule, "rule");
    }
}
