package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.launcher.fleet.file.FleetGroup;
import dev.slipway.launcher.instance.machine.Load;

/**
 * A group whose words have been looked up.
 *
 * @param imageId the image that its name or channel leads to now
 * @param type the instance type's name
 * @param load what a member takes of the host
 * @param digest see {@link GroupDigest}
 */
public record ResolvedGroup(FleetGroup group, ImageId imageId, String type, Load load, String digest) {

    public ResolvedGroup {
        requireNonNull(group, "group");
        requireNonNull(imageId, "imageId");
        requireNonNull(type, "type");
        requireNonNull(load, "load");
        requireNonNull(digest, "digest");
    }

    /** The group's name. */
    public String name() {
        return group.name();
    }
}
