package dev.slipway.launcher.cli.bootimage;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.SourceOptions;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ImageView;
import java.util.Optional;

/** {@code slipway kernel import} and {@code slipway ramdisk import}. */
final class BootImageImport extends Verb {

    private final ImageType type;
    private final SourceOptions source = sourceOptions("The file, as a boot loader would load it.");
    private final Option<String> name = requiredOption("--name", "NAME", Values.TEXT,
            "Name of the image, 3 to 128 characters, unique among your images.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description, up to 255 characters.");
    private final Option<Architecture> architecture = option("--architecture", "ARCH", StoreValues.ARCHITECTURE,
            "Processor it is made for: x86_64 (default), i386 or arm64.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag; may be given several times.");

    BootImageImport(ImageType type) {
        super("import", "Import a " + type.word() + ".");
        this.type = type;
        String sample = type == ImageType.KERNEL ? "vmlinuz" : "initrd.img";
        example("slipway " + type.word() + " import " + sample + " --name tiny-" + type.word(),
                "Prints the id that an image of it is registered with.");
    }

    @Override
    public int run(Invocation invocation) {
        ImageSettings settings = new ImageSettings(name.required(), description.value(),
                architecture.or(Architecture.X86_64), VirtualizationType.HVM, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), tags.values());
        invocation.output().print(ImageView.registered(invocation.store().images()
                .importBootImage(type, settings, source.source(), invocation.progress())));
        return 0;
    }
}
