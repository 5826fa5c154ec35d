package dev.slipway.launcher.instance.record;

/** EC2's states of the replacement of a root volume, as far as they are met here. */
public enum ReplaceRootState {
    IN_PROGRESS("in-progress"),
    SUCCEEDED("succeeded"),
    /** The instance has its root volume as before. */
    FAILED("failed");

    private final String word;

    ReplaceRootState(String word) {
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
