package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;

/** What a guest has for a screen. */
public enum Display {
    /** Nothing: the guest lives on its serial line, and starts quickest. */
    NONE("none"),
    /** A graphics card nobody looks at, for boot loaders and installers that stop without one. */
    CARD("card"),
    /** A graphics card, shown by VNC on 127.0.0.1 at a port libvirt chooses. */
    VNC("vnc");

    private final String word;

    Display(String word) {
        this.word = word;
    }

    /** What records and command lines call it. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    void write(Elements xml, Architecture architecture) {
        if (this == VNC) {
            xml.leaf("graphics", "type", "vnc", "port", "-1", "autoport", "yes", "listen", "127.0.0.1");
        }
        if (this != NONE) {
            // The arm64 machine has no legacy memory window, so no VGA card works there.
            String model = architecture == Architecture.ARM64 ? "virtio" : "vga";
            xml.start("video").leaf("model", "type", model).end();
        }
    }
}
