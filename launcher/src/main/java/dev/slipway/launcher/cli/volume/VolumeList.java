package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeSearch;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.instance.disk.VolumeAttachments;
import dev.slipway.launcher.view.VolumeView;

/** {@code slipway volume list}, EC2's DescribeVolumes. */
final class VolumeList extends ListingVerb {

    private final Argument<VolumeId> ids = arguments("VOLUME", 0, Argument.ANY, StoreValues.VOLUME_ID,
            "Ids of volumes; all of them where none is given.");

    VolumeList() {
        super("list", "List your volumes.");
        example("slipway volume list", "All of them, the newest last.");
        example("slipway volume list --filter status=available", "Those that no instance uses.");
    }

    @Override
    public int run(Invocation invocation) {
        VolumeSearch search = new VolumeSearch(ids.values(), filters());
        VolumeAttachments volumes = invocation.services().attachments();
        Page<Volume> page = gather(request -> volumes.search(search, request));
        return print(invocation, VolumeView.list(page.items()), page);
    }
}
