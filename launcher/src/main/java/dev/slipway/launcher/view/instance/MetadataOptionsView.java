package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Metadata options in the shape of EC2's InstanceMetadataOptionsResponse. */
public final class MetadataOptionsView {

    private MetadataOptionsView() {
    }

    /** EC2's answer to ModifyInstanceMetadataOptions. */
    public static Answer modified(Instance instance) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("InstanceId", instance.instanceId().value());
        document.set("InstanceMetadataOptions", of(instance.metadataOptions()));
        return new Answer(document, JsonNodeFactory.instance.arrayNode().add(document), List.of(
                Column.id("INSTANCE", "InstanceId"),
                Column.at("TOKENS", "InstanceMetadataOptions", "HttpTokens"),
                Column.at("HOP LIMIT", "InstanceMetadataOptions", "HttpPutResponseHopLimit"),
                Column.at("ENDPOINT", "InstanceMetadataOptions", "HttpEndpoint"),
                Column.at("TAGS", "InstanceMetadataOptions", "InstanceMetadataTags")));
    }

    /** The options; they count as soon as they are recorded. */
    static ObjectNode of(MetadataOptions options) {
        return JsonNodeFactory.instance.objectNode()
                .put("State", "applied")
                .put("HttpTokens", options.httpTokens().word())
                .put("HttpPutResponseHopLimit", options.httpPutResponseHopLimit())
                .put("HttpEndpoint", word(options.httpEndpoint()))
                .put("HttpProtocolIpv6", word(false))
                .put("InstanceMetadataTags", word(options.instanceMetadataTags()));
    }

    private static String word(boolean enabled) {
        return enabled ? "enabled" : "disabled";
    }
}
