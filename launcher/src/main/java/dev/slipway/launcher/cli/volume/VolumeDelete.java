package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Volumes;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway volume delete}, EC2's DeleteVolume. */
final class VolumeDelete extends Verb {

    private final Argument<VolumeId> ids = arguments("VOLUME", 1, Argument.ANY, StoreValues.VOLUME_ID,
            "Ids of volumes that no instance uses.");

    VolumeDelete() {
        super("delete", "Delete volumes and what is on them.");
        example("slipway volume delete vol-0123456789abcdef0", "One volume.");
    }

    @Override
    public int run(Invocation invocation) {
        Volumes volumes = invocation.store().volumes();
        // One bad id fails the call before anything happens.
        volumes.describe(ids.values());
        ids.values().forEach(volumes::delete);
        return 0;
    }
}
