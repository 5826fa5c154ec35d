package dev.slipway.imagestore.volume;

/** EC2's states of a volume, as far as they are met here: making one takes no time that could be observed. */
public enum VolumeState {
    AVAILABLE("available"),
    IN_USE("in-use"),
    /** Its file may be gone already; the row goes last. */
    DELETING("deleting");

    private final String word;

    VolumeState(String word) {
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
