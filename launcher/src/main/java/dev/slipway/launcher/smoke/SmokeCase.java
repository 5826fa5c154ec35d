package dev.slipway.launcher.smoke;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.smoke.check.Check;
import java.util.List;

/**
 * What is booted, and what it must come to.
 *
 * @param name what reports call it
 * @param spec the instance, but for its image
 * @param goal what it is waited for, and how long
 * @param checks what is asked of it then, in this order, within the same time
 * @param ssh how to log in, where a check comes to that
 * @param command the words of a command line that runs this case alone
 */
public record SmokeCase(String name, Subject subject, LaunchSpec spec, WaitRequest goal, List<Check> checks, SshRequest ssh,
        List<String> command) {

    public SmokeCase {
        requireNonNull(name, "name");
        requireNonNull(subject, "subject");
        requireNonNull(spec, "spec");
        requireNonNull(goal, "goal");
        requireNonNull(ssh, "ssh");
        checks = List.copyOf(checks);
        command = List.copyOf(command);
    }
}
