package dev.slipway.launcher.domain;

import java.util.Optional;

/**
 * A network that libvirt runs, with addresses from its leases.
 *
 * @param filter libvirt's network filter for what passes
 */
public record NatNetwork(String network, String mac, Optional<String> filter) implements NetworkAttachment {

    public NatNetwork {
        XmlText.required(network, "network name");
        MacText.checked(mac);
        filter = filter == null ? Optional.empty() : filter;
    }

    @Override
    public void writeDevices(Elements xml, int number, CardModel model) {
        InterfaceElement.write(xml, "network", network, mac, filter, number, model);
    }
}
