package dev.slipway.launcher.cli.launch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.instance.request.MetadataOptionsRequest;
import dev.slipway.launcher.service.MetadataOptionsDocument;

/** Metadata options as the AWS CLI takes them: {@code HttpTokens=required,HttpPutResponseHopLimit=2}. */
public final class MetadataOptionsText {

    private MetadataOptionsText() {
    }

    /** Reads them; throws IllegalArgumentException with half a sentence, and what the options themselves throw. */
    public static MetadataOptionsRequest read(String text) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String part : text.split(",", -1)) {
            int is = part.indexOf('=');
            if (is < 1 || node.has(part.substring(0, is))) {
                throw new IllegalArgumentException("'" + text + "' is not NAME=VALUE,… with each of "
                        + String.join(", ", MetadataOptionsDocument.NAMES) + " at most once");
            }
            node.put(part.substring(0, is), part.substring(is + 1));
        }
        return MetadataOptionsDocument.read(node);
    }
}
