package dev.slipway.launcher.ec2.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The documents that answers and errors are. */
public final class XmlAnswer {

    /** What EC2 has no name for; clients of EC2 would not know it. */
    private static final String OWN_PART = "Slipway";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;

    private XmlAnswer() throws XMLStreamException {
        this.xml = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
    }

    /** The answer to an action, whose document has the names that the AWS CLI prints. */
    public static byte[] of(Dialect dialect, String action, ObjectNode document, String requestId) {
        try {
            XmlAnswer answer = new XmlAnswer();
            answer.root(action + "Response", dialect);
            switch (dialect) {
                case EC2 -> {
                    answer.text("requestId", requestId);
                    answer.members(action, document);
                }
                case STS -> {
                    answer.xml.writeStartElement(action + "Result");
                    for (Map.Entry<String, JsonNode> member : document.properties()) {
                        answer.text(member.getKey(), member.getValue().asText());
                    }
                    answer.xml.writeEndElement();
                    answer.xml.writeStartElement("ResponseMetadata");
                    answer.text("RequestId", requestId);
                    answer.xml.writeEndElement();
                }
                case SSM, EBS -> throw new IllegalArgumentException(dialect + " is not written as XML");
            }
            return answer.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an answer in memory was not written", e);
        }
    }

    /** The document of an error. */
    public static byte[] error(Dialect dialect, String code, String message, String requestId) {
        try {
            XmlAnswer answer = new XmlAnswer();
            switch (dialect) {
                case EC2 -> {
                    answer.xml.writeStartElement("Response");
                    answer.xml.writeStartElement("Errors");
                    answer.error(code, message);
                    answer.xml.writeEndElement();
                    answer.text("RequestID", requestId);
                }
                case STS -> {
                    answer.root("ErrorResponse", dialect);
                    answer.error(code, message);
                    answer.text("RequestId", requestId);
                }
                case SSM, EBS -> throw new IllegalArgumentException(dialect + " is not written as XML");
            }
            return answer.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an error in memory was not written", e);
        }
    }

    private void root(String name, Dialect dialect) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeDefaultNamespace(dialect.namespace());
    }

    private void error(String code, String message) throws XMLStreamException {
        xml.writeStartElement("Error");
        text("Code", code);
        text("Message", message);
        xml.writeEndElement();
    }

    private void members(String parent, JsonNode document) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            if (!member.getKey().equals(OWN_PART)) {
                member(WireNames.of(parent, member.getKey(), member.getValue().isArray()),
                        WireNames.within(parent, member.getKey()), member.getValue());
            }
        }
    }

    private void member(String name, String key, JsonNode value) throws XMLStreamException {
        if (value.isValueNode()) {
            text(name, value.asText());
            return;
        }
        xml.writeStartElement(name);
        if (value.isArray()) {
            for (JsonNode element : value) {
                // Of the interfaces that launch templates speak of, groups are known by their ids alone.
                member(element.isTextual() && key.equals("Groups") ? "groupId" : "item", key, element);
            }
        } else {
            members(key, value);
        }
        xml.writeEndElement();
    }

    private void text(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(XmlText.safe(value));
        xml.writeEndElement();
    }

    private byte[] end() throws XMLStreamException {
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }
}
