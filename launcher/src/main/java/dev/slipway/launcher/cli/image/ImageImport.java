package dev.slipway.launcher.cli.image;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.registry.imports.ImportedImage;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.SourceOptions;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.view.ImageView;

/** {@code slipway image import}: EC2's ImportSnapshot and RegisterImage in one. */
final class ImageImport extends ImageSettingsOptions {

    private final SourceOptions source = sourceOptions(
            "A disk: qcow2, raw, vmdk, vpc (vhd), vhdx, vdi, or an OVA; compressed with gzip, xz, zstd or bzip2, or not.");
    private final Option<DiskFormat> format = option("--format", "FORMAT", StoreValues.DISK_FORMAT,
            "Format of the disk, once it is unpacked; recognised where it is not given. Another is refused.");

    ImageImport() {
        super("import", "Import a disk image and register it.");
        example("slipway image import debian-12.qcow2 --name debian-12", "A disk that boots by itself.");
        example("slipway image import https://images.example/web.raw.xz --name web --checksums SHA256SUMS",
                "From a server, checked; cut short, the same command goes on where it stopped.");
        example("slipway image import appliance.ova", "All its disks; the name and more are taken from its descriptor.");
        example("slipway image import web.slipway", "An image that image export wrote, as it was.");
        example("slipway image import root.img --name tiny --virtualization-type paravirtual --kernel tiny-kernel",
                "A root file system, booted by a kernel image; --ramdisk and --kernel-command-line go with it.");
        example("id=$(slipway image import disk.qcow2 --name web -o text)", "Its id, for a script.");
    }

    @Override
    public int run(Invocation invocation) {
        Images images = invocation.store().images();
        ImportedImage imported = images.importImage(new ImportRequest(source.source(format.value()), givenName(),
                recognised -> imageSettings(images, recognised)), invocation.progress());
        for (String note : imported.recognised().notes()) {
            invocation.note(note);
        }
        if (isArchitectureAssumed(imported.recognised())) {
            invocation.note("Nothing says which processor the image is for; " + imported.image().architecture()
                    + " is assumed. --architecture says it.");
        }
        invocation.output().print(ImageView.registered(imported.image()));
        return 0;
    }
}
