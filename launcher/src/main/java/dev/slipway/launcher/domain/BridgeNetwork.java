package dev.slipway.launcher.domain;

/** A bridge of the host, with whatever is attached to it. */
public record BridgeNetwork(String bridge, String mac) implements NetworkAttachment {

    public BridgeNetwork {
        XmlText.required(bridge, "bridge name");
        MacText.checked(mac);
    }

    @Override
    public void writeDevices(Elements xml, int number, CardModel model) {
        InterfaceElement.write(xml, "bridge", bridge, mac, number, model);
    }
}
