package dev.slipway.launcher.cli.bootimage;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.pvgrub.PvGrub;
import dev.slipway.launcher.view.ImageView;
import java.util.Optional;

/** {@code slipway kernel create-pv-grub}. */
final class CreatePvGrub extends Verb {

    private static final String DESCRIPTION = "PV-GRUB: boots the kernel that the root volume's boot menu names";

    private final Option<String> name = option("--name", "NAME", Values.TEXT,
            "Name of the image, unique among your images (default: pv-grub).");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description, up to 255 characters.");
    private final Option<Architecture> architecture = option("--architecture", "ARCH", StoreValues.ARCHITECTURE,
            "Processor of the images it is for: x86_64 (default) or i386.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag; may be given several times.");

    CreatePvGrub() {
        super("create-pv-grub", "Make the kernel image that boots the kernel inside the root volume.");
        example("slipway kernel create-pv-grub", "Registers it as pv-grub; needs Debian's grub-pc-bin.");
        example("slipway image import root.qcow2 --name web --virtualization-type paravirtual --kernel pv-grub",
                "The kernel is found by /boot/grub/menu.lst or grub.cfg on the volume or its first partition.");
    }

    @Override
    public int run(Invocation invocation) {
        ImageSettings settings = new ImageSettings(name.or("pv-grub"), Optional.of(description.or(DESCRIPTION)),
                architecture.or(Architecture.X86_64), VirtualizationType.HVM, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), tags.values());
        invocation.output().print(ImageView.registered(
                new PvGrub(invocation.store().images()).create(settings, invocation.progress())));
        return 0;
    }
}
