package dev.slipway.imagestore.usage;

import java.time.Duration;

/** What is metered. */
public enum MeterKind {
    /** An instance that runs; its amount is 1. At least a minute of each run counts, as for EC2's Linux instances. */
    INSTANCE("instance", Duration.ofMinutes(1)),
    /** A volume that exists, attached or not; its amount is its size in bytes. At least a minute counts, as for EBS. */
    VOLUME("volume", Duration.ofMinutes(1)),
    /** A snapshot that exists; its amount is the length of its own layer in bytes, without the layers below. */
    SNAPSHOT("snapshot", Duration.ZERO);

    private final String word;
    private final Duration least;

    MeterKind(String word, Duration least) {
        this.word = word;
        this.least = least;
    }

    /** The word in records and reports. */
    public String word() {
        return word;
    }

    /** How much of it counts at least, however short it was. */
    public Duration least() {
        return least;
    }

    @Override
    public String toString() {
        return word;
    }
}
