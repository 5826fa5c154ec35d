package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

/**
 * The launch template an instance was made by; EC2 shows it as tags of its own.
 *
 * @param launchTemplateId the template
 * @param version which of its versions, from 1
 */
public record LaunchTemplateUse(String launchTemplateId, int version) {

    public LaunchTemplateUse {
        requireNonNull(launchTemplateId, "launchTemplateId");
    }
}
