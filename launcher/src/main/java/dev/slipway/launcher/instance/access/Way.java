package dev.slipway.launcher.instance.access;

/** The ways on which commands and files get into a guest. */
public enum Way {
    /** The guest's agent: needs no network, no key and no user, and acts as root. */
    AGENT("agent"),
    /** An ssh server, over the network. */
    SSH("ssh");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    /** What people call it. */
    public String word() {
        return word;
    }
}
