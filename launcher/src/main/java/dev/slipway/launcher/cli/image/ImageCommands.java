package dev.slipway.launcher.cli.image;

import dev.slipway.launcher.cli.channel.ImagePromote;
import dev.slipway.launcher.cli.command.Noun;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.instance.InstanceCreateImage;
import dev.slipway.launcher.cli.lifecycle.LifecycleCommands;
import dev.slipway.launcher.cli.sharing.SharingCommands;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway image}. */
public final class ImageCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("image", "Machine images: what instances are launched from.",
            ImageCommands::verbs);

    private ImageCommands() {
    }

    private static List<Verb> verbs() {
        List<Verb> verbs = new ArrayList<>(List.of(
                new ImageImport(), new ImageRegister(), new InstanceCreateImage("create", "image create"), new ImageList(),
                new ImageDescribe(), new ImageAncestryList(), new ImageModify(), new ImageCopy(), new ImageExport(),
                new ImageVerify(), new ImagePromote()));
        verbs.addAll(SharingCommands.ofImages());
        verbs.addAll(LifecycleCommands.ofImages());
        return verbs;
    }
}
