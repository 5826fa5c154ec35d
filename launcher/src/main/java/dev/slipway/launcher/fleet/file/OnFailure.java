package dev.slipway.launcher.fleet.file;

/** What becomes of a launch that fails or is ended. */
public enum OnFailure {
    /** What it has started is terminated. */
    ROLL_BACK("roll-back"),
    /** It is left as it is, to be looked at. */
    KEEP("keep");

    private final String word;

    OnFailure(String word) {
        this.word = word;
    }

    /** Its word in the file. */
    public String word() {
        return word;
    }
}
