package dev.slipway.launcher.domain;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes elements, indented, through the JDK's own stream writer, which does the escaping. The stream writer is used
 * rather than a DOM and a transformer because those load several hundred classes into a process that lives for a second;
 * elements are begun and ended rather than given as lambdas because each of those costs such a process a third of a millisecond.
 */
public final class Elements {

    private final StringWriter text = new StringWriter(4096);
    private final XMLStreamWriter xml;
    private int depth;

    /** Nothing is written yet. */
    public Elements() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** An element with attributes, given as name, value, name, value, and nothing in it. */
    public Elements leaf(String name, String... attributes) {
        try {
            indent();
            xml.writeEmptyElement(name);
            writeAttributes(attributes);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** An element with text and attributes, given as name, value, name, value. */
    public Elements text(String name, String value, String... attributes) {
        try {
            indent();
            xml.writeStartElement(name);
            writeAttributes(attributes);
            xml.writeCharacters(XmlText.checked(value, name));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** Begins an element around others, with attributes given as name, value, name, value; {@link #end} ends it. */
    public Elements start(String name, String... attributes) {
        try {
            indent();
            xml.writeStartElement(name);
            writeAttributes(attributes);
            depth++;
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** Ends the element begun last. */
    public Elements end() {
        try {
            depth--;
            indent();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** Declares a prefix on the element that was just started. */
    public Elements namespace(String prefix, String uri) {
        try {
            xml.writeNamespace(prefix, uri);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** What has been written, ending in a line break. */
    public String finished() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " elements have no end");
        }
        try {
            xml.flush();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return text.append('\n').toString();
    }

    private void writeAttributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], XmlText.checked(attributes[i + 1], attributes[i]));
        }
    }

    private void indent() throws XMLStreamException {
        if (text.getBuffer().length() > 0 || depth > 0) {
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }
    }

    /** The writer writes into memory: if it fails, the order of our calls is wrong. */
    private static IllegalStateException unwritable(XMLStreamException e) {
        return new IllegalStateException("domain XML could not be written: " + e.getMessage(), e);
    }
}
