package dev.slipway.launcher.ec2.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.Map;

/** The documents that answers and errors are. */
public final class XmlAnswer {

    /** What EC2 has no name for; clients of EC2 would not know it. */
    private static final String OWN_PART = "Slipway";
    private static final String ITEM = "item";
    private static final String LIST = "Set";

    private final XmlWriter xml;

    private XmlAnswer(XmlWriter xml) {
        this.xml = xml;
    }

    /** The answer to an action, whose document has the names that the AWS CLI prints. */
    public static Body of(Dialect dialect, String action, ObjectNode document, String requestId) {
        XmlAnswer answer = new XmlAnswer(XmlWriter.ofDocument());
        int root = answer.xml.root(action + "Response", dialect.namespace());
        switch (dialect) {
            case EC2 -> {
                answer.text("requestId", requestId);
                answer.members(action, document);
            }
            case STS -> {
                int result = answer.xml.start(action + "Result");
                for (Map.Entry<String, JsonNode> member : document.properties()) {
                    answer.text(member.getKey(), member.getValue().asText());
                }
                answer.xml.end(result);
                int metadata = answer.xml.start("ResponseMetadata");
                answer.text("RequestId", requestId);
                answer.xml.end(metadata);
            }
            case SSM, EBS -> throw new IllegalArgumentException(dialect + " is not written as XML");
        }
        answer.xml.end(root);
        return answer.xml.body();
    }

    /** The document of an error. */
    public static Body error(Dialect dialect, String code, String message, String requestId) {
        XmlAnswer answer = new XmlAnswer(XmlWriter.ofDocument());
        switch (dialect) {
            case EC2 -> {
                int response = answer.xml.start("Response");
                int errors = answer.xml.start("Errors");
                answer.error(code, message);
                answer.xml.end(errors);
                answer.text("RequestID", requestId);
                answer.xml.end(response);
            }
            case STS -> {
                int response = answer.xml.root("ErrorResponse", dialect.namespace());
                answer.error(code, message);
                answer.text("RequestId", requestId);
                answer.xml.end(response);
            }
            case SSM, EBS -> throw new IllegalArgumentException(dialect + " is not written as XML");
        }
        return answer.xml.body();
    }

    private void error(String code, String message) {
        int error = xml.start("Error");
        text("Code", code);
        text("Message", message);
        xml.end(error);
    }

    private void members(String parent, JsonNode document) {
        Map<String, String> names = WireNames.within(parent);
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            String key = member.getKey();
            if (!key.equals(OWN_PART)) {
                String name = names.getOrDefault(key, WireNames.anywhere(key));
                JsonNode value = member.getValue();
                int element = name == null ? xml.start(key, true, value.isArray() ? LIST : "") : xml.start(name);
                content(WireNames.within(parent, key), value);
                xml.end(element);
            }
        }
    }

    private void content(String key, JsonNode value) {
        if (value.isArray()) {
            for (JsonNode each : value) {
                // Of the interfaces that launch templates speak of, groups are known by their ids alone.
                int item = xml.start(each.isTextual() && key.equals("Groups") ? "groupId" : ITEM);
                content(key, each);
                xml.end(item);
            }
        } else if (value instanceof POJONode node && node.getPojo() instanceof KeptElement kept) {
            xml.raw(kept.xml(document -> {
                XmlAnswer part = new XmlAnswer(XmlWriter.ofPart());
                part.content(key, document);
                return part.xml.body().bytes();
            }));
        } else if (value.isValueNode()) {
            xml.text(value.asText());
        } else {
            members(key, value);
        }
    }

    private void text(String name, String value) {
        int element = xml.start(name);
        xml.text(value);
        xml.end(element);
    }
}
