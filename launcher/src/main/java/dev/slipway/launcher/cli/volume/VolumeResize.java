package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.VolumeView;

/** {@code slipway volume resize}, the part of EC2's ModifyVolume that has a meaning here. */
final class VolumeResize extends Verb {

    private final Argument<VolumeId> volume = argument("VOLUME", StoreValues.VOLUME_ID, "The volume, attached or not.");
    private final Argument<Integer> size = argument("GIB", Values.COUNT, "Its new size in GiB, larger than it is.");

    VolumeResize() {
        super("resize", "Grow a volume, under a running guest too; the file systems on it are the guest's to grow.");
        example("slipway volume resize vol-0123456789abcdef0 20", "To 20 GiB.");
    }

    @Override
    public int run(Invocation invocation) {
        Volume before = invocation.store().volumeGrowth().grow(volume.required(), size.required());
        invocation.output().print(VolumeView.grown(before, size.required()));
        return 0;
    }
}
