package dev.slipway.launcher.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.json.JsonTree;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Block device mappings as the AWS CLI takes them: one in its shorthand, or one or a list of them in JSON. */
public final class BlockDevicesText {

    private static final List<String> KEYS = List.of("DeviceName", "Ebs", "VirtualName", "NoDevice");
    private static final List<String> EBS_KEYS = List.of("SnapshotId", "VolumeSize", "VolumeType", "DeleteOnTermination",
            "Iops", "Throughput", "Encrypted");

    private BlockDevicesText() {
    }

    /** Reads a value of {@code --block-device-mappings}; throws IllegalArgumentException with half a sentence. */
    public static List<BlockDeviceRequest> read(String text) {
        List<BlockDeviceRequest> requests = new ArrayList<>();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            requests.add(request(ShorthandText.read(text)));
            return requests;
        }
        JsonNode json = json(text);
        if (json.isArray()) {
            json.forEach(entry -> requests.add(request(entry)));
        } else {
            requests.add(request(json));
        }
        return requests;
    }

    private static JsonNode json(String text) {
        try {
            return JsonTree.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static BlockDeviceRequest request(JsonNode json) {
        requireKeys(json, KEYS);
        String device = text(json, "DeviceName")
                .orElseThrow(() -> new IllegalArgumentException("a mapping has no DeviceName"));
        return new BlockDeviceRequest(device, json.has("Ebs") ? Optional.of(ebs(json.get("Ebs"))) : Optional.empty(),
                text(json, "VirtualName"), text(json, "NoDevice"));
    }

    private static EbsRequest ebs(JsonNode json) {
        requireKeys(json, EBS_KEYS);
        return new EbsRequest(text(json, "SnapshotId").map(SnapshotId::new),
                text(json, "VolumeSize").map(BlockDevicesText::number),
                text(json, "VolumeType"), text(json, "DeleteOnTermination").map(BlockDevicesText::truth),
                text(json, "Iops").map(BlockDevicesText::number), text(json, "Throughput").map(BlockDevicesText::number),
                text(json, "Encrypted").map(BlockDevicesText::truth));
    }

    private static void requireKeys(JsonNode json, List<String> known) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("'" + json + "' is no object with " + String.join(", ", known));
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!known.contains(field.getKey())) {
                throw new IllegalArgumentException(
                        "'" + field.getKey() + "' is none of " + String.join(", ", known));
            }
        }
    }

    private static Optional<String> text(JsonNode json, String key) {
        return json.has(key) ? Optional.of(json.get(key).asText()) : Optional.empty();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number", e);
        }
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }
}
