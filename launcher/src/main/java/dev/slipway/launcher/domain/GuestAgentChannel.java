package dev.slipway.launcher.domain;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code <channel>}: the line on which the guest agent answers, and the controller it hangs from.
 *
 * @param socket where QEMU listens for libvirt; nothing for libvirt's own place
 */
public record GuestAgentChannel(Optional<Path> socket) {

    /** What the kernel takes as the path of a socket, less its end. */
    private static final int LONGEST_PATH = 107;

    /** At libvirt's own place. */
    public static GuestAgentChannel anywhere() {
        return new GuestAgentChannel(Optional.empty());
    }

    /** At {@code socket}, unless its path is too long for one: at libvirt's own place then. */
    public static GuestAgentChannel at(Path socket) {
        boolean fits = socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
        return fits ? new GuestAgentChannel(Optional.of(socket)) : anywhere();
    }

    void write(Elements xml, PciSlots slots) {
        xml.start("controller", "type", "virtio-serial", "index", "0");
        slots.writeNext(xml);
        xml.end();
        xml.start("channel", "type", "unix");
        if (socket.isPresent()) {
            xml.leaf("source", "mode", "bind", "path", socket.get().toString());
        }
        xml.leaf("target", "type", "virtio", "name", "org.qemu.guest_agent.0").end();
    }
}
