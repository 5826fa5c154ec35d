package dev.slipway.launcher.instance.request;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
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
 * @param members what each has of its own, in their order; none where they are all alike
 */
public record LaunchRequest(
        LaunchSpec spec,
        Optional<TemplateReference> template,
        int minCount,
        int maxCount,
        Optional<String> clientToken,
        boolean dryRun,
        List<LaunchMember> members) {

    /** More than any one host carries; a slip of the finger is caught here. */
    public static final int MOST_AT_ONCE = 1000;

    private static final int LONGEST_TOKEN = 64;

    /** Throws INVALID_PARAMETER_VALUE. */
    public LaunchRequest {
        requireNonNull(spec, "spec");
        requireNonNull(template, "template");
        requireNonNull(clientToken, "clientToken");
        members = List.copyOf(members);
        clientToken.ifPresent(LaunchRequest::requireToken);
        if (minCount < 1 || maxCount > MOST_AT_ONCE || minCount > maxCount) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, minCount == maxCount
                    ? "The count " + maxCount + " is not between 1 and " + MOST_AT_ONCE + "."
                    : "The counts " + minCount + " to " + maxCount + " are none: the smaller one comes first, and both are"
                            + " between 1 and " + MOST_AT_ONCE + ".");
        }
        if (!members.isEmpty() && members.size() != maxCount) {
            throw new IllegalArgumentException(members.size() + " are described of " + maxCount);
        }
    }

    /** Instances that are all alike. Throws INVALID_PARAMETER_VALUE. */
    public LaunchRequest(LaunchSpec spec, Optional<TemplateReference> template, int minCount, int maxCount,
            Optional<String> clientToken, boolean dryRun) {
        this(spec, template, minCount, maxCount, clientToken, dryRun, List.of());
    }

    /** Exactly these instances. Throws INVALID_PARAMETER_VALUE. */
    public static LaunchRequest of(LaunchSpec spec, List<LaunchMember> members) {
        return new LaunchRequest(spec, Optional.empty(), members.size(), members.size(), Optional.empty(), false, members);
    }

    /** EC2's rule. */
    private static void requireToken(String token) {
        boolean plain = !token.isEmpty() && token.length() <= LONGEST_TOKEN;
        for (int i = 0; plain && i < token.length(); i++) {
            plain = token.charAt(i) > ' ' && token.charAt(i) < 0x7F;
        }
        if (!plain) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The client token " + Quoted.of(token) + " is none: it has 1 to 64 printable ASCII characters.");
        }
    }
}
