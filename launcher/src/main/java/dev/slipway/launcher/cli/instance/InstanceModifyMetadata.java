package dev.slipway.launcher.cli.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.service.MetadataOptionsDocument;
import dev.slipway.launcher.view.instance.MetadataOptionsView;

/** {@code slipway instance modify-metadata-options}: EC2's ModifyInstanceMetadataOptions. */
final class InstanceModifyMetadata extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");
    private final Option<String> tokens = option("--http-tokens", "WORD", Values.TEXT,
            "Whether a request must carry a token: optional or required.");
    private final Option<String> hops = option("--http-put-response-hop-limit", "N", Values.TEXT,
            "How many hops a token may make, 1 to 64: 2 for containers in the guest.");
    private final Option<String> endpoint = option("--http-endpoint", "WORD", Values.TEXT,
            "Whether it answers at all: enabled or disabled.");
    private final Option<String> tags = option("--instance-metadata-tags", "WORD", Values.TEXT,
            "Whether it tells the instance's tags: enabled or disabled.");
    private final Flag dryRun = flag("--dry-run", "Check everything, change nothing.");

    InstanceModifyMetadata() {
        super("modify-metadata-options", "Change how the metadata service answers an instance, at once.");
        example("slipway instance modify-metadata-options i-0123456789abcdef0 --http-tokens required", "Version 2 only.");
    }

    @Override
    public int run(Invocation invocation) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        tokens.value().ifPresent(word -> asked.put("HttpTokens", word));
        hops.value().ifPresent(number -> asked.put("HttpPutResponseHopLimit", number));
        endpoint.value().ifPresent(word -> asked.put("HttpEndpoint", word));
        tags.value().ifPresent(word -> asked.put("InstanceMetadataTags", word));
        if (asked.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "No metadata option is given to modify.",
                    "--http-tokens required", null);
        }
        invocation.output().print(MetadataOptionsView.modified(invocation.instances().modifyMetadataOptions(
                id.required(), MetadataOptionsDocument.read(asked), dryRun.given())));
        return 0;
    }
}
