package dev.slipway.launcher.cli.sharing;

import dev.slipway.launcher.cli.command.Verb;
import java.util.List;

/** The commands of {@code slipway image} and {@code slipway snapshot} that say who else may use them. */
public final class SharingCommands {

    private SharingCommands() {
    }

    /** Those for images. */
    public static List<Verb> ofImages() {
        return List.of(new ImageShare(), new ImageUnshare(), new ImagePermissions(), new ImageResetPermissions(),
                new ImageCancelLaunchPermission(), new PublicAccess(true));
    }

    /** Those for snapshots. */
    public static List<Verb> ofSnapshots() {
        return List.of(new SnapshotShare(true), new SnapshotShare(false), new SnapshotPermissions(false),
                new SnapshotPermissions(true), new PublicAccess(false));
    }
}
