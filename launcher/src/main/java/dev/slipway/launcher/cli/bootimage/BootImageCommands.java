package dev.slipway.launcher.cli.bootimage;

import dev.slipway.imagestore.image.ImageType;
import dev.slipway.launcher.cli.command.Noun;
import dev.slipway.launcher.cli.command.Verb;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway kernel} and {@code slipway ramdisk}. */
public final class BootImageCommands {

    /** The commands for kernels. */
    public static final Noun KERNEL = new Noun("kernel", "Kernel images (AKI), for paravirtual machine images.",
            () -> kernelVerbs());
    /** The commands for ramdisks. */
    public static final Noun RAMDISK = new Noun("ramdisk", "Ramdisk images (ARI), for paravirtual machine images.",
            () -> verbs(ImageType.RAMDISK));

    private BootImageCommands() {
    }

    private static List<Verb> kernelVerbs() {
        List<Verb> verbs = new ArrayList<>(verbs(ImageType.KERNEL));
        verbs.add(1, new CreatePvGrub());
        return verbs;
    }

    private static List<Verb> verbs(ImageType type) {
        return List.of(new BootImageImport(type), new BootImageList(type), new BootImageDelete(type));
    }
}
