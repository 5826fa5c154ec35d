package dev.slipway.host.progress;

/** Told how far long work has come. Called from whichever thread does the work; returns at once. */
@FunctionalInterface
public interface Progress {

    /** A total that nobody knows: all that can be told is how much is done. */
    long UNKNOWN = Long.MAX_VALUE;

    /** Ignores all it is told. */
    Progress NONE = (step, done, total) -> { };

    /**
     * Work has come this far.
     *
     * @param step what is being done, as a user reads it: {@code "copying disk.qcow2"}
     * @param done how much is done, in bytes or in parts of {@code total}
     * @param total how much there is, more than zero, or {@link #UNKNOWN}
     */
    void at(String step, long done, long total);
}
