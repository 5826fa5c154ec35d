package dev.slipway.imagestore.snapshot;

/** EC2's states of a snapshot. */
public enum SnapshotState {
    PENDING("pending"),
    COMPLETED("completed"),
    ERROR("error");

    private final String word;

    SnapshotState(String word) {
        this.word = word;
    }

    /** EC2's word. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
