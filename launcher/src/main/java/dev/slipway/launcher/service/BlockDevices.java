package dev.slipway.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Block device mappings from documents with EC2's names, however they came: typed, from a file, or in a request. */
public final class BlockDevices {

    private static final List<String> KEYS = List.of("DeviceName", "Ebs", "VirtualName", "NoDevice");
    private static final List<String> EBS_KEYS = List.of("SnapshotId", "VolumeSize", "VolumeType", "DeleteOnTermination",
            "Iops", "Throughput", "Encrypted");

    private BlockDevices() {
    }

    /** Reads one mapping; throws IllegalArgumentException with half a sentence. */
    public static BlockDeviceRequest read(JsonNode json) {
        requireKeys(json, KEYS);
        String device = text(json, "DeviceName")
                .orElseThrow(() -> new IllegalArgumentException("a mapping has no DeviceName"));
        return new BlockDeviceRequest(device, json.has("Ebs") ? Optional.of(ebs(json.get("Ebs"))) : Optional.empty(),
                text(json, "VirtualName"), text(json, "NoDevice"));
    }

    private static EbsRequest ebs(JsonNode json) {
        requireKeys(json, EBS_KEYS);
        return new EbsRequest(text(json, "SnapshotId").map(SnapshotId::new),
                text(json, "VolumeSize").map(BlockDevices::number),
                text(json, "VolumeType"), text(json, "DeleteOnTermination").map(BlockDevices::truth),
                text(json, "Iops").map(BlockDevices::number), text(json, "Throughput").map(BlockDevices::number),
                text(json, "Encrypted").map(BlockDevices::truth));
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
