package dev.slipway.launcher.cli.volume;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway volume}. */
public final class VolumeCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("volume", "Volumes: disks of instances, which can outlive them.",
            () -> List.of(new VolumeCreate(), new VolumeList(), new VolumeAttach(), new VolumeDetach(),
                    new VolumeResize(), new VolumeDelete()));

    private VolumeCommands() {
    }
}
