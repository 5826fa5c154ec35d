package dev.slipway.launcher.fleet;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.fleet.file.FleetGroup;
import dev.slipway.launcher.fleet.plan.GroupDigest;
import dev.slipway.launcher.fleet.plan.ResolvedGroup;
import dev.slipway.launcher.fleet.run.FleetException;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.InstanceTypes;
import java.util.ArrayList;
import java.util.List;

/** Looks up what the groups of a file name: images and instance types, as they are now. */
final class GroupLookup {

    private final Images images;
    private final InstanceTypes types;
    private final String usualType;

    /** @param usualType of a group that names none */
    GroupLookup(Images images, InstanceTypes types, String usualType) {
        this.images = images;
        this.types = types;
        this.usualType = usualType;
    }

    /** The groups of a file, in its order. Throws what is wrong with an image or a type, with the line of its group. */
    List<ResolvedGroup> of(FleetFile file) {
        List<ResolvedGroup> resolved = new ArrayList<>();
        for (FleetGroup group : file.groups()) {
            try {
                resolved.add(of(group));
            } catch (SlipwayException e) {
                throw FleetException.around(group.place() + ": ", e, "");
            }
        }
        return resolved;
    }

    private ResolvedGroup of(FleetGroup group) {
        Image image = images.findLaunchable(group.image());
        InstanceType type = types.named(group.type().orElse(usualType));
        return new ResolvedGroup(group, image.imageId(), type.name(), new Load(type.memoryMebibytes(), type.vcpus()),
                GroupDigest.of(group, image.imageId(), type.name()));
    }
}
