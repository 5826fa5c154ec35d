package dev.slipway.launcher.cli.image;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway image}. */
public final class ImageCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("image", "Machine images: what instances are launched from.",
            () -> List.of(new ImageImport(), new ImageRegister(), new ImageList(), new ImageDescribe(),
                    new ImageCopy(), new ImageDeregister()));

    private ImageCommands() {
    }
}
