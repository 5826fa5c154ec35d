package dev.slipway.launcher.cli.bundle;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.bundle.BundleSource;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.BlockDevicesText;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code slipway bundle create}: EC2's tools ec2-bundle-image and ec2-upload-bundle in one. */
final class BundleCreate extends Verb {

    private final Argument<String> source = argument("DISK", Values.TEXT,
            "A disk image, or the id of a snapshot or of a volume that is attached nowhere.");
    private final Option<String> bucket = requiredOption("--bucket", "BUCKET", Values.TEXT,
            "The bucket it goes into; made where there is none.");
    private final Option<String> prefix = requiredOption("--prefix", "PREFIX", Values.TEXT,
            "What the names of its files begin with.");
    private final Option<DiskFormat> format = option("--format", "FORMAT", StoreValues.DISK_FORMAT,
            "Format of a file; recognised where it is not given.");
    private final Option<Architecture> architecture = option("--architecture", "ARCH", StoreValues.ARCHITECTURE,
            "Processor it is made for: x86_64 (default), i386 or arm64.");
    private final Option<String> kernel = option("--kernel", "KERNEL", Values.TEXT,
            "Kernel image that images of it boot, by id or name; they are paravirtual then.");
    private final Option<String> ramdisk = option("--ramdisk", "RAMDISK", Values.TEXT,
            "Ramdisk image they boot with.");
    private final Option<String> commandLine = option("--kernel-command-line", "LINE", Values.TEXT,
            "What they tell their kernel.");
    private final Option<String> rootDevice = option("--root-device-name", "DEVICE", Values.TEXT,
            "EC2's name of the root device; " + Images.DEFAULT_ROOT_DEVICE + " unless given.");
    private final Option<List<BlockDeviceRequest>> devices = options("--block-device-mappings", "MAPPING",
            BlockDevicesText::read, "An instance store disk beside the root: DeviceName=/dev/sdb,VirtualName=ephemeral0.");

    BundleCreate() {
        super("create", "Bundle a disk into a bucket.");
        example("slipway bundle create web.qcow2 --bucket lab --prefix web", "A disk that boots by itself.");
        example("slipway bundle create snap-0123456789abcdef0 --bucket lab --prefix images/web-2",
                "What a snapshot holds.");
        example("slipway image register --image-location lab/web.manifest.xml --name web", "Make an image of it.");
    }

    @Override
    public int run(Invocation invocation) {
        BundleLocation location = new BundleLocation(bucket.required(), prefix.required());
        invocation.output().print(BundleView.one(invocation.store().bundles()
                .create(location, source(), machine(invocation), invocation.progress()), List.of()));
        return 0;
    }

    private BundleSource source() {
        String text = source.required();
        if (SnapshotId.isOne(text)) {
            return new BundleSource.OfSnapshot(new SnapshotId(text));
        }
        if (VolumeId.isOne(text)) {
            return new BundleSource.OfVolume(new VolumeId(text));
        }
        return new BundleSource.File(new DiskSource(Path.of(text), format.value()));
    }

    private BundledMachine machine(Invocation invocation) {
        Images images = invocation.store().images();
        List<BlockDeviceMapping> mappings = new ArrayList<>();
        devices.values().forEach(list -> list.forEach(request -> mappings.add(BlockDeviceMapping.of(request))));
        return new BundledMachine(architecture.or(Architecture.X86_64), bootImage(images, kernel),
                bootImage(images, ramdisk), commandLine.value(),
                new BlockDeviceMapping(rootDevice.or(Images.DEFAULT_ROOT_DEVICE), new BlockDevice.NoDevice()).deviceName(),
                mappings, List.of());
    }

    private static Optional<ImageId> bootImage(Images images, Option<String> reference) {
        return reference.value().map(text -> images.find(text).imageId());
    }
}
