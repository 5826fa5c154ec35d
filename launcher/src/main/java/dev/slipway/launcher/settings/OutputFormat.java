package dev.slipway.launcher.settings;

/** How a result is printed. */
public enum OutputFormat {
    /** Aligned columns, for people. */
    TABLE("table"),
    /** EC2's own shape, for scripts. */
    JSON("json"),
    /** Tab-separated lines, for cut and awk. */
    TEXT("text"),
    /** What a table shows, for spreadsheets. */
    CSV("csv");

    private final String word;

    OutputFormat(String word) {
        this.word = word;
    }

    /** The word in flags and settings. */
    public String word() {
        return word;
    }
}
