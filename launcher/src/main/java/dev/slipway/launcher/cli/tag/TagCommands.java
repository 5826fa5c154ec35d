package dev.slipway.launcher.cli.tag;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway tag}. */
public final class TagCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("tag", "Tags: words of your own on images, snapshots, volumes and instances.",
            () -> List.of(new TagAdd(), new TagRemove(), new TagList()));

    private TagCommands() {
    }
}
