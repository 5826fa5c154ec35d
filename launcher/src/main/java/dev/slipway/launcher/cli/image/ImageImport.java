package dev.slipway.launcher.cli.image;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.view.ImageView;
import java.nio.file.Path;

/** {@code slipway image import}: EC2's ImportSnapshot and RegisterImage in one. */
final class ImageImport extends ImageSettingsOptions {

    private final Argument<Path> file = argument("FILE", Values.PATH, "The disk image: qcow2, raw, vmdk, vpc, vhdx or vdi.");
    private final Option<DiskFormat> format = option("--format", "FORMAT", StoreValues.DISK_FORMAT,
            "Format of the file; recognised where it is not given. A file of another format is refused.");

    ImageImport() {
        super("import", "Import a disk image and register it.");
        example("slipway image import debian-12.qcow2 --name debian-12", "A disk that boots by itself.");
        example("slipway image import root.img --name tiny --virtualization-type paravirtual --kernel tiny-kernel",
                "A root file system, booted by a kernel image; --ramdisk and --kernel-command-line go with it.");
        example("id=$(slipway image import disk.qcow2 --name web -o text)", "Its id, for a script.");
    }

    @Override
    public int run(Invocation invocation) {
        Images images = invocation.store().images();
        Image image = images.importMachineImage(imageSettings(images),
                new DiskSource(file.required(), format.value()), invocation.progress());
        invocation.output().print(ImageView.registered(image));
        return 0;
    }
}
