package dev.slipway.launcher.network;

/** How an interface of a guest reaches others; the words of {@code --network}. An instance may also have no interface. */
public enum NetworkKind {
    /** QEMU's own network stack: no privileges, reached through forwarded ports of 127.0.0.1 only. */
    USER("user"),
    /** A network that libvirt runs, with addresses from its leases. */
    NAT("nat"),
    /** A bridge of the host. */
    BRIDGE("bridge");

    private final String word;

    NetworkKind(String word) {
        this.word = word;
    }

    /** The word of the command line. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
