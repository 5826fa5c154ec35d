package dev.slipway.launcher.domain;

import java.util.Optional;

/** The {@code <interface>} element of a network card that libvirt itself connects. */
final class InterfaceElement {

    private InterfaceElement() {
    }

    /** Writes a card on a network or bridge: {@code kind} is libvirt's word for both the type and what names the source. */
    static void write(Elements xml, String kind, String source, String mac, Optional<String> filter,
            int number, CardModel model) {
        xml.start("interface", "type", kind);
        xml.leaf("mac", "address", mac);
        xml.leaf("source", kind, source);
        xml.leaf("model", "type", model.libvirtName());
        if (filter.isPresent()) {
            xml.leaf("filterref", "filter", filter.get());
        }
        xml.leaf("rom", "enabled", "no");
        PciSlots.writeNetwork(xml, number);
        xml.end();
    }
}
