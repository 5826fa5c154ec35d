package dev.slipway.launcher.domain;

import java.util.Optional;

/**
 * A bridge of the host, with whatever is attached to it.
 *
 * @param filter libvirt's network filter for what passes
 */
public record BridgeNetwork(String bridge, String mac, Optional<String> filter) implements NetworkAttachment {

    public BridgeNetwork {
        XmlText.required(bridge, "bridge name");
        MacText.checked(mac);
        filter = filter == null ? Optional.empty() : filter;
    }

    @Override
    public void writeDevices(Elements xml, int number, CardModel model) {
        InterfaceElement.write(xml, "bridge", bridge, mac, filter, number, model);
    }
}
