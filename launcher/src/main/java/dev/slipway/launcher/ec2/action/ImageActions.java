package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDefaults;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.lookup.ImageSearch;
import dev.slipway.imagestore.registry.registration.BundleRegistration;
import dev.slipway.imagestore.transfer.CopyImageRequest;
import dev.slipway.launcher.ec2.protocol.KeptElement;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.disk.CreateImageRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.DeregistrationView;
import dev.slipway.launcher.view.ImageView;
import java.util.List;
import java.util.Optional;

/** Images: found, registered, copied, deregistered. */
final class ImageActions {

    private ImageActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.reads("DescribeImages", ImageActions::describe, "ImageId.N", "Owner.N", "ExecutableBy.N", "Filter.N",
                        "IncludeDeprecated", "IncludeDisabled", "MaxResults", "NextToken"),
                Action.checks("RegisterImage", ImageActions::register, "Name", "Description", "Architecture",
                        "VirtualizationType", "BootMode", "KernelId", "RamdiskId", "ImdsSupport", "RootDeviceName", "ImageLocation",
                        "BlockDeviceMapping.N", "EnaSupport", "SriovNetSupport", "TagSpecification.N"),
                Action.checks("CreateImage", ImageActions::create, "InstanceId", "Name", "Description", "NoReboot",
                        "BlockDeviceMapping.N", "TagSpecification.N"),
                Action.changes("CopyImage", ImageActions::copy, "SourceImageId", "SourceRegion", "Name", "Description",
                        "ClientToken", "CopyImageTags", "Encrypted", "TagSpecification.N"),
                Action.changes("DeregisterImage", ImageActions::deregister, "ImageId", "DeleteAssociatedSnapshots"));
    }

    private static ObjectNode describe(Call call) {
        ImageSearch search = new ImageSearch(call.list("ImageId", ImageId::new), call.parameters().texts("Owner"),
                call.parameters().texts("ExecutableBy"), call.filters(), call.flag("IncludeDeprecated"),
                call.flag("IncludeDisabled"));
        Page<Image> page = call.services().store().images().search(search, call.page());
        return Words.page("Images", page, image -> KeptElement.of(image, "Images", () -> ImageView.node(image, List.of())));
    }

    private static ObjectNode register(Call call) {
        call.requireTagsOf("image");
        // Clients that always say it leave it empty.
        Optional<BundleLocation> bundle = call.text("ImageLocation").filter(place -> !place.isEmpty()).map(BundleLocation::of);
        ImageSettings settings = settings(call, bundle.map(call.services().store().bundleRegistration()::defaults)
                .orElse(ImageDefaults.STANDARD));
        return ImageView.registered(bundle.isPresent() ? ofBundle(call, bundle.get(), settings) : ofSnapshots(call, settings)).document();
    }

    private static ImageSettings settings(Call call, ImageDefaults standard) {
        VirtualizationType type = call.text("VirtualizationType").map(Words.oneOf(
                "VirtualizationType", VirtualizationType.values(), VirtualizationType::word)).orElse(standard.virtualizationType());
        ImageDefaults defaults = standard.booting(type);
        Architecture architecture = call.text("Architecture").map(text -> Architecture.named(text)
                .orElseThrow(() -> Call.invalid("Architecture", text, "no processor here"))).orElse(defaults.architecture());
        return new ImageSettings(call.required("Name"), call.text("Description"), architecture, type,
                call.text("BootMode").map(Words.oneOf("BootMode", BootMode.values(), BootMode::word)),
                call.text("KernelId").map(ImageId::new).or(defaults::kernelId),
                call.text("RamdiskId").map(ImageId::new).or(defaults::ramdiskId),
                defaults.kernelCommandLine(), call.tags("image"))
                .withImdsSupport(call.text("ImdsSupport").map(
                        Words.oneOf("ImdsSupport", ImdsSupport.values(), ImdsSupport::word)));
    }

    private static Image ofSnapshots(Call call, ImageSettings settings) {
        Images images = call.services().store().images();
        String root = call.text("RootDeviceName").orElse(Images.DEFAULT_ROOT_DEVICE);
        List<BlockDeviceRequest> devices = Words.devices(call);
        if (call.dryRun()) {
            images.checkRegistration(settings, root, devices);
            throw wouldHaveSucceeded();
        }
        return images.register(settings, root, devices);
    }

    private static Image ofBundle(Call call, BundleLocation location, ImageSettings settings) {
        BundleRegistration bundles = call.services().store().bundleRegistration();
        Optional<String> root = call.text("RootDeviceName");
        List<BlockDeviceRequest> devices = Words.devices(call);
        if (call.dryRun()) {
            bundles.checkRegistration(location, settings, root, devices);
            throw wouldHaveSucceeded();
        }
        return bundles.register(location, settings, root, devices);
    }

    private static LauncherException wouldHaveSucceeded() {
        return new LauncherException(LauncherError.DRY_RUN, "Request would have succeeded, but DryRun flag is set.");
    }

    private static ObjectNode create(Call call) {
        call.requireTagsOf("image", "snapshot");
        CreateImageRequest request = new CreateImageRequest(new InstanceId(call.required("InstanceId")), call.required("Name"),
                call.text("Description"), call.flag("NoReboot"), Instances.STOP_PATIENCE, Words.devices(call), call.tags("image"),
                call.tags("snapshot"), call.dryRun());
        ImageId image = Begun.<ImageId>of(call, (services, begun) ->
                services.instances().createImage(request, begun, Progress.NONE).image().imageId());
        return ImageView.registered(image).document();
    }

    private static ObjectNode copy(Call call) {
        call.requireTagsOf("image");
        Words.onlyUsual(call.parameters(), "Encrypted", "false");
        CopyImageRequest request = new CopyImageRequest(new ImageId(call.required("SourceImageId")).value(), call.text("Name"),
                call.text("Description"), call.flag("CopyImageTags"), call.tags("image"), false, call.text("ClientToken"));
        String source = call.required("SourceRegion");
        ImageId copy = Begun.<ImageId>of(call, (services, begun) -> services.store().imageCopies().copy(
                services.inRegion(source).store(), request, begun, Progress.NONE).imageId());
        return ImageView.registered(copy).document();
    }

    private static ObjectNode deregister(Call call) {
        return DeregistrationView.of(call.services().store().deregistration().run(
                List.of(new ImageId(call.required("ImageId"))), call.flag("DeleteAssociatedSnapshots")).snapshots()).document();
    }
}
