package dev.slipway.host.libvirt.disk;

import dev.slipway.host.qemu.DiskFormat;
import java.io.StringWriter;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the {@code <disk>} that a block copy fills. */
final class CopyXml {

    private CopyXml() {
    }

    static String write(Path destination, DiskFormat format) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartElement("disk");
            xml.writeAttribute("type", "file");
            xml.writeEmptyElement("driver");
            xml.writeAttribute("type", format.qemuName());
            xml.writeEmptyElement("source");
            xml.writeAttribute("file", destination.toString());
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a disk cannot be written as XML", e);
        }
        return text.toString();
    }
}
