package dev.slipway.launcher.cli.snapshot;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.snapshot.TakenSnapshots;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.SnapshotView;
import dev.slipway.launcher.view.document.Answer;
import java.util.List;

/** {@code slipway snapshot create}: EC2's CreateSnapshot, and CreateSnapshots of an instance. */
final class SnapshotCreate extends Verb {

    /** What {@code --copy-tags-from-source} takes, as in the AWS CLI. */
    private static final List<String> TAG_SOURCES = List.of("volume");

    private final Argument<VolumeId> volume = arguments("VOLUME", 0, 1, StoreValues.VOLUME_ID,
            "The volume, attached or not.");
    private final Option<InstanceId> instance = option("--instance", "INSTANCE", InstanceId::new,
            "All volumes of an instance instead, at one moment.");
    private final Flag excludeBoot = flag("--exclude-boot-volume", "With --instance: all but its root.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description, up to 255 characters.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag; may be given several times.");
    private final Option<String> copyTags = option("--copy-tags-from-source", "SOURCE",
            Values.oneOf(TAG_SOURCES, source -> source), "'volume' gives each snapshot the tags of its volume, too.");

    SnapshotCreate() {
        super("create", "Take a snapshot of a volume, or of all volumes of an instance; a guest goes on meanwhile.");
        example("slipway snapshot create vol-0123456789abcdef0 --description 'before the upgrade'",
                "At once, however much is on it.");
        example("slipway snapshot create --instance i-0123456789abcdef0 --tag Backup=daily",
                "All its volumes as of one moment; the guest agent freezes the file systems where it answers.");
    }

    @Override
    public int run(Invocation invocation) {
        if (volume.given() == instance.given()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "A snapshot is of one volume or of the volumes of one instance: give VOLUME or --instance.");
        }
        if (excludeBoot.given() && !instance.given()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "--exclude-boot-volume goes with --instance.");
        }
        TakenSnapshots taken = instance.given()
                ? invocation.instances().snapshot(instance.required(), excludeBoot.given(), description.value(),
                        tags.values(), copyTags.given())
                : invocation.store().volumeSnapshots().take(new SnapshotRequest(List.of(volume.required()),
                        description.value(), tags.values(), copyTags.given()));
        if (taken.consistency() == Consistency.CRASH_CONSISTENT) {
            invocation.note("no guest agent froze the file systems; the snapshot holds them as after a power cut.");
        }
        Answer answer = instance.given()
                ? SnapshotView.list(taken.snapshots()) : SnapshotView.created(taken.snapshots().get(0));
        invocation.output().print(answer);
        return 0;
    }
}
