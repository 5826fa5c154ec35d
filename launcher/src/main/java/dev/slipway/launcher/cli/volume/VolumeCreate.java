package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.VolumeRequest;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.VolumeView;

/** {@code slipway volume create}, EC2's CreateVolume. */
final class VolumeCreate extends Verb {

    private final Option<SnapshotId> snapshot = option("--snapshot", "SNAPSHOT", StoreValues.SNAPSHOT_ID,
            "What it begins as: a snapshot of yours, or one that is shared with you.");
    private final Option<Integer> size = option("--size", "GIB", Values.COUNT,
            "Its size in GiB; not smaller than the snapshot, whose size it has unless given.");
    private final Option<String> type = option("--type", "TYPE", Values.TEXT,
            "EC2's word for its kind (gp3), kept for scripts: all kinds are the same here.");
    private final Option<Integer> iops = option("--iops", "COUNT", Values.COUNT,
            "Operations a second, as EC2 demands of some kinds; checked, and nothing here limits a volume to them.");
    private final Option<Integer> throughput = option("--throughput", "MIB", Values.COUNT, "MiB a second, likewise.");
    private final Option<String> zone = option("--availability-zone", "ZONE", Values.TEXT,
            "The region's one zone; for scripts that name it.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag; may be given several times.");
    private final Option<String> clientToken = option("--client-token", "WORD", Values.TEXT,
            "Asked again with the same word, the same volume is the answer; for scripts that repeat.");

    VolumeCreate() {
        super("create", "Make a volume, blank or of a snapshot.");
        example("slipway volume create --snapshot snap-0123456789abcdef0 --size 20", "In milliseconds at any size.");
        example("slipway volume create --size 8 --tag Name=data", "A blank one.");
    }

    @Override
    public int run(Invocation invocation) {
        ImageStore store = invocation.store();
        invocation.output().print(VolumeView.created(store.volumes().create(new VolumeRequest(
                snapshot.value(), size.value(), type.value(), iops.value(), throughput.value(), zone.value(),
                tags.values(), clientToken.value()), store.snapshots())));
        return 0;
    }
}
