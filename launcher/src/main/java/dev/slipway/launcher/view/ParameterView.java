package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.parameter.PublicParameter;

/** Names of images in the shape of the parameter store's Parameter. */
public final class ParameterView {

    private ParameterView() {
    }

    /** One of them. Times are seconds, as JSON services have them. */
    public static ObjectNode of(PublicParameter parameter, String region) {
        return JsonNodeFactory.instance.objectNode()
                .put("ARN", "arn:aws:ssm:" + region + "::parameter" + parameter.name())
                .put("DataType", "aws:ec2:image")
                .put("LastModifiedDate", parameter.modified().getEpochSecond())
                .put("Name", parameter.name())
                .put("Type", "String")
                .put("Value", parameter.image().value())
                .put("Version", parameter.version());
    }
}
