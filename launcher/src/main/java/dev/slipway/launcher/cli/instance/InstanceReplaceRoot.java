package dev.slipway.launcher.cli.instance;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.disk.ReplaceRootRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;

/** {@code slipway instance replace-root}: EC2's CreateReplaceRootVolumeTask. */
final class InstanceReplaceRoot extends Verb {

    private final Argument<InstanceId> instance =
            argument("INSTANCE", InstanceId::new, "One that is running or stopped, and whose root is a volume.");
    private final Option<SnapshotId> snapshot = option("--snapshot", "SNAPSHOT", StoreValues.SNAPSHOT_ID,
            "What the new root begins as: a snapshot of the root, or of one that this has replaced.");
    private final Option<String> image = option("--image", "IMAGE", Values.TEXT,
            "The same from an image of the instance's architecture and kind.");
    private final Flag delete = flag("--delete-replaced-root-volume", "Delete the old root; it stays, available, otherwise.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag of the task; may be given several times.");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long a running guest may take to power itself off before the plug is pulled (3m).");
    private final Flag dryRun = flag("--dry-run", "Only say whether it would succeed.");

    InstanceReplaceRoot() {
        super("replace-root", "Give an instance a new root volume; a running guest is restarted.");
        example("slipway instance replace-root i-0123456789abcdef0", "The root as it was at the launch; the old one stays.");
        example("slipway instance replace-root i-0123456789abcdef0 --snapshot snap-0123456789abcdef0",
                "Back to a snapshot; the root it had stays, unattached.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(ReplaceRootView.of(invocation.instances().replaceRoot(new ReplaceRootRequest(
                instance.required(), snapshot.value(), image.value(), delete.given(), tags.values(),
                timeout.or(Instances.STOP_PATIENCE), dryRun.given()))));
        return 0;
    }
}
