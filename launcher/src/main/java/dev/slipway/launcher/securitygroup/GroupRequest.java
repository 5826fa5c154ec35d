package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.tag.Tag;
import java.util.List;

/**
 * A security group to be, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html">CreateSecurityGroup</a>.
 */
public record GroupRequest(String groupName, String description, List<Tag> tags, boolean dryRun) {

    /** Throws INVALID_PARAMETER_VALUE, GROUP_RESERVED. */
    public GroupRequest {
        GroupTexts.requireName(groupName);
        GroupTexts.checked(description, "group description");
        tags = Tag.checked(tags);
    }
}
