package dev.slipway.launcher.instance.request;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.Optional;

/**
 * A launch: the part of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html">RunInstances</a> that has a meaning
 * here.
 *
 * @param spec what the instances are to be
 * @param template what they are to be where {@code spec} does not say
 * @param minCount how many at least, or none at all
 * @param maxCount how many at most
 * @param clientToken by which a repetition of this launch is recognised
 * @param dryRun whether to check everything and start nothing
 */
public record LaunchRequest(
        LaunchSpec spec,
        Optional<TemplateReference> template,
        int minCount,
        int maxCount,
        Optional<String> clientToken,
        boolean dryRun) {

    /** More than any one host carries; a slip of the finger is caught here. */
    public static final int MOST_AT_ONCE = 1000;

    /** Throws INVALID_PARAMETER_VALUE. */
    public LaunchRequest {
        requireNonNull(spec, "spec");
        requireNonNull(template, "template");
        requireNonNull(clientToken, "clientToken");
        if (minCount < 1 || maxCount > MOST_AT_ONCE || minCount > maxCount) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, minCount == maxCount
                    ? "The count " + maxCount + " is not between 1 and " + MOST_AT_ONCE + "."
                    : "The counts " + minCount + " to " + maxCount + " are none: the smaller one comes first, and both are"
                            + " between 1 and " + MOST_AT_ONCE + ".");
        }
    }
}
