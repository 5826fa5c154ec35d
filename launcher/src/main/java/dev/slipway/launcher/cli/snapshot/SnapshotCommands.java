package dev.slipway.launcher.cli.snapshot;

import dev.slipway.launcher.cli.command.Noun;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.sharing.SharingCommands;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway snapshot}. */
public final class SnapshotCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("snapshot", "Snapshots: what volumes begin as.",
            SnapshotCommands::verbs);

    private SnapshotCommands() {
    }

    private static List<Verb> verbs() {
        List<Verb> verbs = new ArrayList<>(List.of(
                new SnapshotCreate(), new SnapshotList(), new SnapshotDescribe(), new SnapshotImport(),
                new SnapshotCopy(), new SnapshotExport(), new SnapshotDelete()));
        verbs.addAll(SharingCommands.ofSnapshots());
        return verbs;
    }
}
