package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.image.Image;
import dev.slipway.launcher.view.document.Answer;
import java.util.List;
import java.util.Optional;

/** One attribute of an image in the shape of EC2's DescribeImageAttribute. */
public final class ImageAttributeView {

    /** EC2's names of the attributes. */
    public static final List<String> NAMES = List.of("description", "kernel", "ramdisk", "launchPermission", "productCodes",
            "blockDeviceMapping", "sriovNetSupport", "bootMode", "tpmSupport", "uefiData", "lastLaunchedTime",
            "imdsSupport", "deregistrationProtection");

    private ImageAttributeView() {
    }

    /** What DescribeImageAttribute answers; the name is one of {@link #NAMES}. */
    public static Answer of(Image image, String name) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("ImageId", image.imageId().value());
        switch (name) {
            case "description" -> value(document, "Description", image.description());
            case "kernel" -> value(document, "KernelId", image.kernelId());
            case "ramdisk" -> value(document, "RamdiskId", image.ramdiskId());
            case "launchPermission" ->
                    PermissionsView.put(document.putArray("LaunchPermissions"), image.launchPermissions());
            case "productCodes" -> {
                document.putArray("ProductCodes");
                ProductCodeView.put(document, image.productCodes());
            }
            case "blockDeviceMapping" ->
                    ImageView.putMappings(document.putArray("BlockDeviceMappings"), image.blockDeviceMappings());
            case "bootMode" -> value(document, "BootMode", image.bootMode());
            case "lastLaunchedTime" ->
                    value(document, "LastLaunchedTime", image.lastLaunchedTime().map(Timestamp::format));
            case "imdsSupport" -> value(document, "ImdsSupport", image.imdsSupport());
            case "deregistrationProtection" -> value(
                    document, "DeregistrationProtection", Optional.of(image.deregistrationProtection().mode()));
            // EC2 has these for its own hardware; they are asked for by scripts and have no value here.
            case "sriovNetSupport" -> value(document, "SriovNetSupport", Optional.empty());
            case "tpmSupport" -> value(document, "TpmSupport", Optional.empty());
            case "uefiData" -> value(document, "UefiData", Optional.empty());
            default -> throw new IllegalArgumentException("no attribute " + name);
        }
        return Answer.of(document);
    }

    private static void value(ObjectNode document, String key, Optional<?> value) {
        ObjectNode node = document.putObject(key);
        value.ifPresent(present -> node.put("Value", present.toString()));
    }
}
