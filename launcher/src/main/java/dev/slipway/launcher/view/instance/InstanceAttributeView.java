package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.view.ProductCodeView;
import dev.slipway.launcher.view.document.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One attribute of an instance in the shape of EC2's DescribeInstanceAttribute. */
public final class InstanceAttributeView {

    /** EC2's names of the attributes, and {@code kernelCommandLine}, which is ours. */
    public static final List<String> NAMES = List.of("instanceType", "kernel", "ramdisk", "userData", "disableApiTermination",
            "disableApiStop", "instanceInitiatedShutdownBehavior", "rootDeviceName", "blockDeviceMapping", "productCodes",
            "sourceDestCheck", "groupSet", "ebsOptimized", "sriovNetSupport", "enaSupport", "enclaveOptions",
            "kernelCommandLine");

    private InstanceAttributeView() {
    }

    /**
     * What DescribeInstanceAttribute answers.
     *
     * @param name one of {@link #NAMES}
     * @param userData reads them, where they are asked for
     */
    public static Answer of(Instance instance, String name, Supplier<UserData> userData) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("InstanceId", instance.instanceId().value());
        switch (name) {
            case "instanceType" -> text(document, "InstanceType", Optional.of(instance.instanceType()));
            case "kernel" -> text(document, "KernelId", instance.boot().kernelId());
            case "ramdisk" -> text(document, "RamdiskId", instance.boot().ramdiskId());
            case "userData" -> text(document, "UserData",
                    Optional.of(userData.get()).filter(data -> !data.isEmpty()).map(UserData::base64));
            case "disableApiTermination" ->
                    truth(document, "DisableApiTermination", instance.protection().disableApiTermination());
            case "disableApiStop" -> truth(document, "DisableApiStop", instance.protection().disableApiStop());
            case "instanceInitiatedShutdownBehavior" ->
                    text(document, "InstanceInitiatedShutdownBehavior", Optional.of(instance.shutdownBehavior()));
            case "rootDeviceName" -> text(document, "RootDeviceName", Optional.of(instance.rootDeviceName()));
            case "blockDeviceMapping" -> document.set("BlockDeviceMappings", InstanceView.volumes(instance));
            case "productCodes" -> {
                document.putArray("ProductCodes");
                ProductCodeView.put(document, instance.productCodes());
            }
            case "groupSet" -> groups(document.putArray("Groups"), instance);
            case "kernelCommandLine" -> text(document, "KernelCommandLine", instance.boot().kernelCommandLine());
            // EC2 has these for its own network and hardware; scripts ask for them, and here they are as they are on all.
            case "sourceDestCheck" -> truth(document, "SourceDestCheck", true);
            case "ebsOptimized" -> truth(document, "EbsOptimized", false);
            case "enaSupport" -> truth(document, "EnaSupport", false);
            case "enclaveOptions" -> document.putObject("EnclaveOptions").put("Enabled", false);
            case "sriovNetSupport" -> text(document, "SriovNetSupport", Optional.empty());
            default -> throw new IllegalArgumentException("no attribute " + name);
        }
        return Answer.of(document);
    }

    private static void groups(ArrayNode list, Instance instance) {
        instance.securityGroups().forEach(id -> list.addObject().put("GroupId", id));
    }

    private static void text(ObjectNode document, String key, Optional<?> value) {
        ObjectNode node = document.putObject(key);
        value.ifPresent(present -> node.put("Value", present.toString()));
    }

    private static void truth(ObjectNode document, String key, boolean value) {
        document.putObject(key).put("Value", value);
    }
}
