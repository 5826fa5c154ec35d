package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.launcher.cli.command.Noun;
import dev.slipway.launcher.securitygroup.RuleDirection;
import java.util.List;

/** {@code slipway security-group}. */
public final class SecurityGroupCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("security-group", "Security groups: which traffic reaches instances and leaves them.",
            () -> List.of(
                    new SecurityGroupCreate(),
                    new SecurityGroupList(),
                    new SecurityGroupDescribe(),
                    new SecurityGroupAuthorize("authorize-ingress", RuleDirection.INGRESS),
                    new SecurityGroupAuthorize("authorize-egress", RuleDirection.EGRESS),
                    new SecurityGroupRevoke("revoke-ingress", RuleDirection.INGRESS),
                    new SecurityGroupRevoke("revoke-egress", RuleDirection.EGRESS),
                    new SecurityGroupDelete()));

    private SecurityGroupCommands() {
    }
}
