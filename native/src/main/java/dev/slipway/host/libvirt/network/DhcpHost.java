package dev.slipway.host.libvirt.network;

import static java.util.Objects.requireNonNull;

import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An address that a libvirt network keeps for one network card: {@code <host>} in its {@code <dhcp>}.
 *
 * @param mac the card's hardware address
 * @param name what the network's name server calls it, and its DHCP server tells it
 */
public record DhcpHost(String mac, String address, Optional<String> name) {

    public DhcpHost {
        requireNonNull(mac, "mac");
        requireNonNull(address, "address");
        requireNonNull(name, "name");
    }

    String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeEmptyElement("host");
            xml.writeAttribute("mac", mac);
            if (name.isPresent()) {
                xml.writeAttribute("name", name.get());
            }
            xml.writeAttribute("ip", address);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a host cannot be written as XML", e);
        }
        return text.toString();
    }
}
