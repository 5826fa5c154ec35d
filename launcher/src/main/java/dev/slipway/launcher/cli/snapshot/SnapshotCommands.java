package dev.slipway.launcher.cli.snapshot;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway snapshot}. */
public final class SnapshotCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("snapshot", "Snapshots: what volumes begin as.",
            () -> List.of(new SnapshotCreate(), new SnapshotList(), new SnapshotCopy(), new SnapshotDelete()));

    private SnapshotCommands() {
    }
}
