package dev.slipway.launcher.instance.template;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.request.LaunchSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a launch template, which never changes: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateVersion.html">LaunchTemplateVersion</a>.
 *
 * @param versionNumber from 1; never used twice by a template
 * @param launchTemplateData what instances are to be
 */
public record LaunchTemplateVersion(
        int versionNumber, Optional<String> versionDescription, Instant createTime, LaunchSpec launchTemplateData) {

    private static final int LONGEST_DESCRIPTION = 255;

    /** Throws INVALID_PARAMETER_VALUE for a description that is too long. */
    public LaunchTemplateVersion {
        versionDescription = versionDescription == null ? Optional.empty() : versionDescription;
        requireNonNull(createTime, "createTime");
        launchTemplateData = launchTemplateData == null ? LaunchSpec.NOTHING : launchTemplateData;
        if (versionNumber < 1) {
            throw new IllegalArgumentException("versions are counted from 1: " + versionNumber);
        }
        if (versionDescription.isPresent() && versionDescription.get().length() > LONGEST_DESCRIPTION) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The description "
                    + Quoted.of(versionDescription.get()) + " has more than " + LONGEST_DESCRIPTION + " characters.");
        }
    }
}
