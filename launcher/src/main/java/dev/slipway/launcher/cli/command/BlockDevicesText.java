package dev.slipway.launcher.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.json.JsonTree;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.launcher.service.BlockDevices;
import java.util.ArrayList;
import java.util.List;

/** Block device mappings as the AWS CLI takes them: one in its shorthand, or one or a list of them in JSON. */
public final class BlockDevicesText {

    private BlockDevicesText() {
    }

    /** Reads a value of {@code --block-device-mappings}; throws IllegalArgumentException with half a sentence. */
    public static List<BlockDeviceRequest> read(String text) {
        List<BlockDeviceRequest> requests = new ArrayList<>();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            requests.add(BlockDevices.read(ShorthandText.read(text)));
            return requests;
        }
        JsonNode json = json(text);
        if (json.isArray()) {
            json.forEach(entry -> requests.add(BlockDevices.read(entry)));
        } else {
            requests.add(BlockDevices.read(json));
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
}
