package dev.slipway.launcher.domain;

/** {@code <channel>}: the line on which the guest agent answers, and the controller it hangs from. */
final class GuestAgentChannel {

    private GuestAgentChannel() {
    }

    static void write(Elements xml, PciSlots slots) {
        xml.start("controller", "type", "virtio-serial", "index", "0");
        slots.writeNext(xml);
        xml.end();
        xml.start("channel", "type", "unix").leaf("target", "type", "virtio", "name", "org.qemu.guest_agent.0").end();
    }
}
