package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.registration.BundleRegistration;
import dev.slipway.launcher.cli.command.BlockDevicesText;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.view.ImageView;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway image register}, EC2's RegisterImage. */
final class ImageRegister extends ImageSettingsOptions {

    private final Option<String> rootDevice = option("--root-device-name", "DEVICE", Values.TEXT,
            "Which of the devices is the root; " + Images.DEFAULT_ROOT_DEVICE + " unless given.");
    private final Option<List<BlockDeviceRequest>> devices = options("--block-device-mapping,--block-device-mappings", "MAPPING",
            BlockDevicesText::read,
            "A device, as the AWS CLI has it: DeviceName=/dev/sda1,Ebs={SnapshotId=snap-...,VolumeSize=8}, or JSON; "
                    + "may be given several times. One has to be the root.");
    private final Flag dryRun = flag("--dry-run", "Check all that would be checked, and register nothing.");

    private final Option<BundleLocation> location = option("--image-location", "BUCKET/PREFIX.manifest.xml",
            BundleLocation::of, "Register an instance-store image from this bundle, with what its manifest says where no"
                    + " option says otherwise; see: slipway bundle list.");

    ImageRegister() {
        super("register", "Register an image of snapshots.");
        example("slipway image register --name web --block-device-mappings \"$(cat mappings.json)\"",
                "[{\"DeviceName\": \"/dev/sda1\", \"Ebs\": {\"SnapshotId\": \"snap-...\"}}] makes a snapshot the root.");
        example("slipway image register --name web --image-location lab/web.manifest.xml",
                "A bundle makes an instance-store image; all its instances write dies with them.");
    }

    @Override
    public int run(Invocation invocation) {
        Images images = invocation.store().images();
        List<BlockDeviceRequest> all = new ArrayList<>();
        devices.values().forEach(all::addAll);
        Image image = location.given() ? ofBundle(invocation, all) : ofSnapshots(images, all);
        invocation.output().print(ImageView.registered(image));
        return 0;
    }

    private Image ofSnapshots(Images images, List<BlockDeviceRequest> all) {
        ImageSettings settings = imageSettings(images);
        String root = rootDevice.or(Images.DEFAULT_ROOT_DEVICE);
        if (dryRun.given()) {
            images.checkRegistration(settings, root, all);
            throw dryRunSucceeded();
        }
        return images.register(settings, root, all);
    }

    private Image ofBundle(Invocation invocation, List<BlockDeviceRequest> all) {
        BundleRegistration bundles = invocation.store().bundleRegistration();
        ImageSettings settings =
                imageSettings(invocation.store().images(), bundles.defaults(location.required()));
        if (dryRun.given()) {
            bundles.checkRegistration(location.required(), settings, rootDevice.value(), all);
            throw dryRunSucceeded();
        }
        return bundles.register(location.required(), settings, rootDevice.value(), all);
    }

    private static LauncherException dryRunSucceeded() {
        return new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
    }
}
