package dev.slipway.launcher.cli.region;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway region}. */
public final class RegionCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("region", "Regions: separate stores under one home.",
            () -> List.of(new RegionList(), new RegionAdd(), new RegionRemove()));

    private RegionCommands() {
    }
}
