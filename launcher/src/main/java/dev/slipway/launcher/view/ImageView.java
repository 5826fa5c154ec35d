package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images in the shape of EC2's DescribeImages. */
public final class ImageView {

    private ImageView() {
    }

    /** A list of images. */
    public static Answer list(List<Image> images) {
        return list(images, Map.of());
    }

    /** A list of images, with the channels that lead to them. */
    public static Answer list(List<Image> images, Map<ImageId, List<String>> channels) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Images");
        for (Image image : images) {
            list.add(node(image, channels.getOrDefault(image.imageId(), List.of())));
        }
        return Answer.list(document, "Images",
                Column.id("IMAGE", "ImageId"),
                Column.at("NAME", "Name"),
                Column.at("STATE", "State"),
                Column.at("TYPE", "ImageType"),
                Column.at("ARCH", "Architecture"),
                Column.at("VIRT", "VirtualizationType"),
                Column.at("CREATED", "CreationDate"));
    }

    /** One image of a list. It follows from the image and the names alone, so that it need not be made again for the same. */
    public static ObjectNode node(Image image, List<String> channels) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, image);
        putLifecycle(json, image, channels);
        return json;
    }

    /** The same document; a table shows all there is to know of an image, if it is one. */
    public static Answer described(List<Image> images, Map<ImageId, List<String>> channels) {
        Answer answer = list(images, channels);
        return images.size() == 1 ? new Answer(answer.document(), answer.rows().get(0), List.of()) : answer;
    }

    /** What RegisterImage answers. */
    public static Answer registered(Image image) {
        return registered(image.imageId());
    }

    /** What CreateImage answers while the image is being made. */
    public static Answer registered(ImageId id) {
        return Answer.of(JsonNodeFactory.instance.objectNode().put("ImageId", id.value()));
    }

    private static void put(ObjectNode json, Image image) {
        json.put("Architecture", image.architecture().ec2Name());
        json.put("CreationDate", Timestamp.format(image.creationDate()));
        json.put("ImageId", image.imageId().value());
        // Where EC2 has a manifest, or else owner and name.
        json.put("ImageLocation", image.imageLocation().orElse(image.ownerId() + "/" + image.name()));
        json.put("ImageType", image.imageType().word());
        json.put("Public", image.launchPermissions().isPublic());
        image.kernelId().ifPresent(id -> json.put("KernelId", id.value()));
        json.put("OwnerId", image.ownerId().value());
        image.platform().ifPresent(platform -> json.put("Platform", platform));
        json.put("PlatformDetails", image.platformDetails());
        ProductCodeView.put(json, image.productCodes());
        json.put("State", image.state().word());
        putMappings(json.putArray("BlockDeviceMappings"), image.blockDeviceMappings());
        image.description().ifPresent(text -> json.put("Description", text));
        json.put("Name", image.name());
        image.ramdiskId().ifPresent(id -> json.put("RamdiskId", id.value()));
        image.rootDeviceName().ifPresent(name -> json.put("RootDeviceName", name));
        json.put("RootDeviceType", image.rootDeviceType().word());
        image.stateReason().ifPresent(reason ->
                json.putObject("StateReason").put("Code", reason.code()).put("Message", reason.message()));
        TagView.put(json, image.tags());
        json.put("VirtualizationType", image.virtualizationType().word());
        image.bootMode().ifPresent(mode -> json.put("BootMode", mode.word()));
        json.put("Hypervisor", Image.HYPERVISOR);
        image.imdsSupport().ifPresent(support -> json.put("ImdsSupport", support.word()));
        image.deprecationTime().ifPresent(time -> json.put("DeprecationTime", Timestamp.format(time)));
        json.put("DeregistrationProtection", image.deregistrationProtection().mode().word());
        image.lastLaunchedTime().ifPresent(time -> json.put("LastLaunchedTime", Timestamp.format(time)));
        image.origin().sourceInstanceId().ifPresent(id -> json.put("SourceInstanceId", id));
        image.origin().sourceImageId().ifPresent(id -> json.put("SourceImageId", id.value()));
        image.origin().sourceImageRegion().ifPresent(region -> json.put("SourceImageRegion", region));
        putOwnPart(json, image);
    }

    /** What EC2 has no name for: it keeps the command line in the image's boot loader, and shows no content. */
    private static void putOwnPart(ObjectNode json, Image image) {
        if (image.kernelCommandLine().isPresent() || image.bootFile().isPresent()) {
            ObjectNode own = json.putObject("Slipway");
            image.kernelCommandLine().ifPresent(line -> own.put("KernelCommandLine", line));
            image.bootFile().ifPresent(file -> own.put("SizeBytes", file.sizeBytes()).put("Sha256", file.sha256()));
        }
    }

    /** What becomes of it, as far as EC2 has no name for that. */
    private static void putLifecycle(ObjectNode json, Image image, List<String> channels) {
        Optional<Instant> cooldown = image.deregistrationProtection().until();
        if (cooldown.isPresent() || !channels.isEmpty()) {
            ObjectNode own = json.get("Slipway") instanceof ObjectNode there ? there : json.putObject("Slipway");
            cooldown.ifPresent(until -> own.put("DeregistrationProtectedUntil", Timestamp.format(until)));
            if (!channels.isEmpty()) {
                channels.forEach(own.putArray("Channels")::add);
            }
        }
    }

    static void putMappings(ArrayNode list, List<BlockDeviceMapping> mappings) {
        for (BlockDeviceMapping mapping : mappings) {
            BlockDeviceRequest entry = mapping.form();
            ObjectNode json = list.addObject();
            json.put("DeviceName", entry.deviceName());
            Optional<EbsRequest> ebs = entry.ebs();
            if (ebs.isPresent()) {
                ObjectNode volume = json.putObject("Ebs");
                ebs.get().deleteOnTermination().ifPresent(delete -> volume.put("DeleteOnTermination", delete));
                ebs.get().snapshotId().ifPresent(id -> volume.put("SnapshotId", id.value()));
                ebs.get().volumeSize().ifPresent(size -> volume.put("VolumeSize", size));
                ebs.get().volumeType().ifPresent(type -> volume.put("VolumeType", type));
                ebs.get().iops().ifPresent(iops -> volume.put("Iops", iops));
                ebs.get().throughput().ifPresent(throughput -> volume.put("Throughput", throughput));
                volume.put("Encrypted", false);
            }
            entry.virtualName().ifPresent(name -> json.put("VirtualName", name));
            entry.noDevice().ifPresent(none -> json.put("NoDevice", none));
        }
    }
}
