package dev.slipway.launcher.domain;

/** A network that libvirt runs, with addresses from its leases. */
public record NatNetwork(String network, String mac) implements NetworkAttachment {

    public NatNetwork {
        XmlText.required(network, "network name");
        MacText.checked(mac);
    }

    @Override
    public void writeDevices(Elements xml, int number, CardModel model) {
        InterfaceElement.write(xml, "network", network, mac, number, model);
    }
}
