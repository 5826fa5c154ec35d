package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Volumes;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.view.VolumeView;

/** {@code slipway volume list}, EC2's DescribeVolumes. */
final class VolumeList extends Verb {

    private final Argument<VolumeId> ids = arguments("VOLUME", 0, Argument.ANY, StoreValues.VOLUME_ID,
            "Ids of volumes; all of them where none is given.");

    VolumeList() {
        super("list", "List your volumes.");
        example("slipway volume list", "All of them.");
    }

    @Override
    public int run(Invocation invocation) {
        Volumes volumes = invocation.store().volumes();
        invocation.output().print(VolumeView.list(ids.given()
                ? volumes.describe(ids.values())
                : volumes.list(Query.all())));
        return 0;
    }
}
