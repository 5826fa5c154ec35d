package dev.slipway.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.request.CpuOptions;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a launch template holds, in the shape of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html">RequestLaunchTemplateData</a>,
 * with what EC2 has no name for under {@code Slipway}. A key that has no meaning here is refused, not passed over.
 */
public final class TemplateDocument {

    private TemplateDocument() {
    }

    /** Reads a document; throws IllegalArgumentException with half a sentence. */
    public static LaunchSpec read(JsonNode document) {
        return spec(new JsonFields(document, "LaunchTemplateData"));
    }

    private static LaunchSpec spec(JsonFields json) {
        LaunchSpecDraft draft = new LaunchSpecDraft()
                .imageId(json.text("ImageId"))
                .instanceType(json.text("InstanceType"))
                .keyName(json.text("KeyName"))
                .userData(json.text("UserData").map(UserData::new))
                .kernelId(json.text("KernelId"))
                .ramdiskId(json.text("RamDiskId"))
                .blockDeviceMappings(mappings(json))
                .networkInterfaces(json.node("NetworkInterfaces").map(TemplateDocument::interfaces))
                .instanceInitiatedShutdownBehavior(json.text("InstanceInitiatedShutdownBehavior").map(ShutdownBehavior::of))
                .disableApiTermination(json.truth("DisableApiTermination"))
                .disableApiStop(json.truth("DisableApiStop"))
                .cpuOptions(json.object("CpuOptions").map(TemplateDocument::cpuOptions))
                .metadataOptions(json.node("MetadataOptions").map(MetadataOptionsDocument::read));
        List<String> groups = new ArrayList<>(json.texts("SecurityGroupIds"));
        groups.addAll(json.texts("SecurityGroups"));
        draft.securityGroups(groups);
        tags(json, draft);
        json.object("Slipway").ifPresent(own -> ownPart(own, draft));
        json.requireNoMore();
        return draft.build();
    }

    private static List<BlockDeviceRequest> mappings(JsonFields json) {
        return json.node("BlockDeviceMappings").map(node -> JsonFields.elements(node).stream().map(BlockDevices::read).toList()).orElse(List.of());
    }

    private static List<InterfaceRequest> interfaces(JsonNode list) {
        List<InterfaceRequest> interfaces = new ArrayList<>();
        for (JsonNode each : JsonFields.elements(list)) {
            JsonFields json = new JsonFields(each, "NetworkInterfaces");
            if (json.number("DeviceIndex").orElse(interfaces.size()) != interfaces.size()) {
                throw new IllegalArgumentException("the DeviceIndex of NetworkInterfaces counts from 0, in order");
            }
            Optional<JsonFields> own = json.object("Slipway");
            List<InterfaceRequest> network =
                    NetworkText.interfaces(List.of(own.flatMap(fields -> fields.text("Network")).orElse("user")));
            if (network.isEmpty()) {
                throw new IllegalArgumentException("a list of NetworkInterfaces that is empty has the meaning of 'none'");
            }
            interfaces.add(new InterfaceRequest(network.get(0).kind(), network.get(0).source(),
                    json.text("PrivateIpAddress"), groups(json), own.map(TemplateDocument::forwards).orElse(List.of())));
            own.ifPresent(JsonFields::requireNoMore);
            json.requireNoMore();
        }
        return interfaces;
    }

    /** EC2 calls them otherwise in requests than in answers. */
    private static List<String> groups(JsonFields json) {
        List<String> groups = new ArrayList<>(json.texts("Groups"));
        groups.addAll(json.texts("SecurityGroupIds"));
        return groups;
    }

    private static CpuOptions cpuOptions(JsonFields json) {
        CpuOptions options = new CpuOptions(json.number("CoreCount").orElse(0), json.number("ThreadsPerCore").orElse(1));
        json.requireNoMore();
        return options;
    }

    private static void tags(JsonFields json, LaunchSpecDraft draft) {
        for (JsonNode each : json.node("TagSpecifications").map(JsonFields::elements).orElse(List.of())) {
            JsonFields specification = new JsonFields(each, "TagSpecifications");
            List<Tag> tags = new ArrayList<>();
            for (JsonNode tag : specification.node("Tags").map(JsonFields::elements).orElse(List.of())) {
                JsonFields fields = new JsonFields(tag, "Tags");
                tags.add(new Tag(fields.text("Key").orElse(""), fields.text("Value").orElse("")));
                fields.requireNoMore();
            }
            switch (specification.text("ResourceType").orElse("")) {
                case "instance" -> draft.instanceTags(tags);
                case "volume" -> draft.volumeTags(tags);
                default -> throw new IllegalArgumentException("the ResourceType of TagSpecifications is instance or volume");
            }
            specification.requireNoMore();
        }
    }

    private static void ownPart(JsonFields json, LaunchSpecDraft draft) {
        draft.hostname(json.text("Hostname"))
                .kernelCommandLine(json.text("KernelCommandLine"))
                .secureBoot(json.truth("SecureBoot"))
                .accelerator(json.text("Accelerator"))
                .seed(json.text("Seed").map(word -> SeedKind.named(word).orElseThrow(
                        () -> new IllegalArgumentException("'" + word + "' is neither nocloud nor none"))))
                .privateIpAddress(json.text("PrivateIpAddress"))
                .forwards(forwards(json));
        json.requireNoMore();
        Optional<String> accelerator = draft.build().accelerator();
        if (accelerator.isPresent() && !Settings.ACCELERATORS.contains(accelerator.get())) {
            throw new IllegalArgumentException("'" + accelerator.get() + "' is none of " + String.join(", ", Settings.ACCELERATORS));
        }
    }

    private static List<ForwardRequest> forwards(JsonFields json) {
        List<ForwardRequest> forwards = new ArrayList<>();
        json.texts("Forwards").forEach(text -> forwards.add(ForwardRequest.parse(text)));
        return forwards;
    }
}
