package dev.slipway.launcher.domain;

/** {@code <channel>}: the line on which the guest agent answers. */
final class GuestAgentChannel {

    private GuestAgentChannel() {
    }

    static void write(Elements xml) {
        xml.element("channel", () -> xml.leaf("target", "type", "virtio", "name", "org.qemu.guest_agent.0"),
                "type", "unix");
    }
}
