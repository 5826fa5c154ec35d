package dev.slipway.launcher.domain;

/** A network that libvirt runs, with addresses from its leases. */
public record NatNetwork(String network, String mac) implements NetworkAttachment {

    public NatNetwork {
        XmlText.required(network, "network name");
        MacText.checked(mac);
    }

    @Override
    public void writeDevices(Elements xml) {
        xml.start("interface", "type", "network");
        xml.leaf("mac", "address", mac);
        xml.leaf("source", "network", network);
        xml.leaf("model", "type", "virtio");
        xml.leaf("rom", "enabled", "no");
        PciSlots.writeNetwork(xml);
        xml.end();
    }
}
