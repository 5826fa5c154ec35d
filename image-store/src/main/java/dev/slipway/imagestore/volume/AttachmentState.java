package dev.slipway.imagestore.volume;

/**
 * EC2's states of an attachment. {@code detached} is not among them: an attachment that has come so far is no longer
 * recorded.
 */
public enum AttachmentState {
    /** The running guest is being given the volume. */
    ATTACHING("attaching"),
    ATTACHED("attached"),
    /** The guest was asked to let go of it. */
    DETACHING("detaching"),
    /** It was asked and has not let go: it may still do so, and does when its machine goes off. */
    BUSY("busy");

    private final String word;

    AttachmentState(String word) {
        this.word = word;
    }

    /** EC2's word. */
    public String word() {
        return word;
    }

    /** Whether it is on its way off the instance, whose next start is without it. */
    public boolean isLeaving() {
        return switch (this) {
            case ATTACHING, ATTACHED -> false;
            case DETACHING, BUSY -> true;
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
