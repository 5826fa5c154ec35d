package dev.slipway.host.libvirt.disk;

import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes {@code <domainsnapshot>}. */
final class SnapshotXml {

    private SnapshotXml() {
    }

    /**
     * @param snapshots the disks to take
     * @param allTargets every disk of the domain; those not taken are named, since libvirt would take them as well
     */
    static String write(List<DiskSnapshot> snapshots, Collection<String> allTargets) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartElement("domainsnapshot");
            xml.writeStartElement("disks");
            for (DiskSnapshot snapshot : snapshots) {
                xml.writeStartElement("disk");
                xml.writeAttribute("name", snapshot.target());
                xml.writeAttribute("snapshot", "external");
                xml.writeAttribute("type", "file");
                xml.writeEmptyElement("driver");
                xml.writeAttribute("type", snapshot.format().qemuName());
                xml.writeEmptyElement("source");
                xml.writeAttribute("file", snapshot.overlay().toString());
                xml.writeEndElement();
            }
            for (String target : allTargets) {
                if (snapshots.stream().noneMatch(snapshot -> snapshot.target().equals(target))) {
                    xml.writeEmptyElement("disk");
                    xml.writeAttribute("name", target);
                    xml.writeAttribute("snapshot", "no");
                }
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a snapshot cannot be written as XML", e);
        }
        return text.toString();
    }
}
