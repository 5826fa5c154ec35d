package dev.slipway.launcher.domain;

/** A bridge of the host, with whatever is attached to it. */
public record BridgeNetwork(String bridge, String mac) implements NetworkAttachment {

    public BridgeNetwork {
        XmlText.required(bridge, "bridge name");
        MacText.checked(mac);
    }

    @Override
    public void writeDevices(Elements xml) {
        xml.start("interface", "type", "bridge");
        xml.leaf("mac", "address", mac);
        xml.leaf("source", "bridge", bridge);
        xml.leaf("model", "type", "virtio");
        xml.leaf("rom", "enabled", "no");
        PciSlots.writeNetwork(xml);
        xml.end();
    }
}
