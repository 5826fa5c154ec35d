package dev.slipway.launcher.view.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.json.JsonTree;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import dev.slipway.launcher.service.MetadataOptionsDocument;
import java.util.List;

/** What a launch template holds, in the shape of EC2's ResponseLaunchTemplateData. {@code TemplateDocument} reads the same. */
public final class TemplateDataView {

    private TemplateDataView() {
    }

    /** The document. */
    public static ObjectNode of(LaunchSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        spec.imageId().ifPresent(value -> json.put("ImageId", value));
        spec.instanceType().ifPresent(value -> json.put("InstanceType", value));
        spec.keyName().ifPresent(value -> json.put("KeyName", value));
        spec.userData().ifPresent(value -> json.put("UserData", value.base64()));
        spec.kernelId().ifPresent(value -> json.put("KernelId", value));
        spec.ramdiskId().ifPresent(value -> json.put("RamDiskId", value));
        if (!spec.blockDeviceMappings().isEmpty()) {
            ArrayNode mappings = json.putArray("BlockDeviceMappings");
            spec.blockDeviceMappings().forEach(mapping -> mappings.add(mapping(mapping)));
        }
        spec.networkInterfaces().ifPresent(interfaces -> putInterfaces(json, interfaces));
        putGroups(json, spec.securityGroups());
        spec.instanceInitiatedShutdownBehavior().ifPresent(
                value -> json.put("InstanceInitiatedShutdownBehavior", value.ec2Name()));
        spec.disableApiTermination().ifPresent(value -> json.put("DisableApiTermination", value));
        spec.disableApiStop().ifPresent(value -> json.put("DisableApiStop", value));
        spec.cpuOptions().ifPresent(cpus -> json.putObject("CpuOptions")
                .put("CoreCount", cpus.coreCount()).put("ThreadsPerCore", cpus.threadsPerCore()));
        spec.metadataOptions().ifPresent(options -> json.set("MetadataOptions", MetadataOptionsDocument.write(options)));
        putTags(json, "instance", spec.instanceTags());
        putTags(json, "volume", spec.volumeTags());
        putOwnPart(json, spec);
        return json;
    }

    private static ObjectNode mapping(BlockDeviceRequest mapping) {
        try {
            return (ObjectNode) JsonTree.read(Json.write(mapping));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }

    private static void putInterfaces(ObjectNode json, List<InterfaceRequest> interfaces) {
        ArrayNode list = json.putArray("NetworkInterfaces");
        for (int i = 0; i < interfaces.size(); i++) {
            InterfaceRequest each = interfaces.get(i);
            ObjectNode node = list.addObject().put("DeviceIndex", i);
            each.privateIpAddress().ifPresent(address -> node.put("PrivateIpAddress", address));
            if (!each.groups().isEmpty()) {
                each.groups().forEach(node.putArray("Groups")::add);
            }
            ObjectNode own = node.putObject("Slipway");
            own.put("Network", each.kind().word() + each.source().map(source -> ":" + source).orElse(""));
            putForwards(own, each.forwards());
        }
    }

    private static void putGroups(ObjectNode json, List<String> groups) {
        for (String group : groups) {
            json.withArray(SecurityGroupId.isOne(group) ? "SecurityGroupIds" : "SecurityGroups").add(group);
        }
    }

    private static void putForwards(ObjectNode json, List<ForwardRequest> forwards) {
        if (!forwards.isEmpty()) {
            ArrayNode list = json.putArray("Forwards");
            forwards.forEach(forward -> list.add(forward.hostPort().map(port -> port + ":").orElse("") + forward.guestPort()));
        }
    }

    private static void putTags(ObjectNode json, String resourceType, List<Tag> tags) {
        if (!tags.isEmpty()) {
            ObjectNode node = json.withArray("TagSpecifications").addObject().put("ResourceType", resourceType);
            ArrayNode list = node.putArray("Tags");
            tags.forEach(tag -> list.addObject().put("Key", tag.key()).put("Value", tag.value()));
        }
    }

    private static void putOwnPart(ObjectNode json, LaunchSpec spec) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        spec.hostname().ifPresent(value -> own.put("Hostname", value));
        spec.kernelCommandLine().ifPresent(value -> own.put("KernelCommandLine", value));
        spec.secureBoot().ifPresent(value -> own.put("SecureBoot", value));
        spec.accelerator().ifPresent(value -> own.put("Accelerator", value));
        spec.seed().ifPresent(value -> own.put("Seed", value.word()));
        spec.privateIpAddress().ifPresent(value -> own.put("PrivateIpAddress", value));
        putForwards(own, spec.forwards());
        if (!own.isEmpty()) {
            json.set("Slipway", own);
        }
    }
}
