package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.MetadataOptionsRequest;
import dev.slipway.launcher.service.MetadataOptionsDocument;
import dev.slipway.launcher.view.instance.MetadataOptionsView;
import java.util.List;
import java.util.Optional;

/** How the metadata service of instances answers. */
final class MetadataActions {

    private static final String OPTIONS = "MetadataOptions";

    private MetadataActions() {
    }

    static List<Action> all() {
        return List.of(Action.checks("ModifyInstanceMetadataOptions", MetadataActions::modify, "InstanceId", "HttpTokens",
                "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"));
    }

    private static ObjectNode modify(Call call) {
        InstanceId id = new InstanceId(call.required("InstanceId"));
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        for (String name : MetadataOptionsDocument.NAMES) {
            call.text(name).ifPresent(value -> asked.put(name, value));
        }
        if (asked.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "No metadata option is given to modify.");
        }
        return MetadataOptionsView.modified(call.services().instances().modifyMetadataOptions(
                id, MetadataOptionsDocument.read(asked), call.dryRun())).document();
    }

    /** What RunInstances says of it. */
    static Optional<MetadataOptionsRequest> asked(Call call) {
        Members options = call.parameters().member(OPTIONS);
        return options.names().isEmpty() ? Optional.empty() : Optional.of(MetadataOptionsDocument.read(options.document()));
    }
}
