package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.registry.BundleRegistration;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.BlockDevicesText;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.view.ImageView;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway image register}, EC2's RegisterImage. */
final class ImageRegister extends ImageSettingsOptions {

    private final Option<String> rootDevice = option("--root-device-name", "DEVICE", Values.TEXT,
            "Which of the devices is the root; " + Images.DEFAULT_ROOT_DEVICE + " unless given.");
    private final Option<List<BlockDeviceRequest>> devices = options("--block-device-mappings", "MAPPING",
            BlockDevicesText::read,
            "A device, as the AWS CLI has it: DeviceName=/dev/sda1,Ebs={SnapshotId=snap-...,VolumeSize=8}, or JSON; "
                    + "may be given several times. One has to be the root.");

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
        if (location.given()) {
            invocation.output().print(ImageView.registered(fromBundle(invocation, all)));
            return 0;
        }
        invocation.output().print(ImageView.registered(
                images.register(imageSettings(images), rootDevice.or(Images.DEFAULT_ROOT_DEVICE), all)));
        return 0;
    }

    private Image fromBundle(Invocation invocation, List<BlockDeviceRequest> all) {
        BundleRegistration bundles = invocation.store().bundleRegistration();
        ImageSettings settings =
                imageSettings(invocation.store().images(), bundles.defaults(location.required()));
        return bundles.register(location.required(), settings, rootDevice.value(), all);
    }
}
