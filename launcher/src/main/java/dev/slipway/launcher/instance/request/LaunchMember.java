package dev.slipway.launcher.instance.request;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.seed.UserData;
import java.util.List;
import java.util.Optional;

/**
 * What one of the instances of a launch has of its own. EC2 has nothing like it: whoever wants three different guests launches
 * three times there. Here one launch is one transaction and one look at the host, however many guests it is for.
 *
 * @param hostname its guest's name, as it is
 * @param userData instead of what is said for all; empty for the same
 * @param tags beside those of all
 */
public record LaunchMember(String hostname, Optional<UserData> userData, List<Tag> tags) {

    public LaunchMember {
        requireNonNull(hostname, "hostname");
        requireNonNull(userData, "userData");
        tags = List.copyOf(tags);
    }
}
