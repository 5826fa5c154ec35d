package dev.slipway.launcher.instance.status;

import java.util.Optional;

/** EC2's words for how well a machine or its guest is, and for the check named {@code reachability} behind each. */
public enum StatusWord {
    OK("ok", "passed"),
    IMPAIRED("impaired", "failed"),
    INITIALIZING("initializing", "initializing"),
    INSUFFICIENT_DATA("insufficient-data", "insufficient-data"),
    /** The instance does not run, so nothing is checked. */
    NOT_APPLICABLE("not-applicable", null);

    private final String word;
    private final String reachability;

    StatusWord(String word, String reachability) {
        this.word = word;
        this.reachability = reachability;
    }

    /** EC2's word for the whole. */
    public String word() {
        return word;
    }

    /** EC2's word for the check; empty where none is made. */
    public Optional<String> reachability() {
        return Optional.ofNullable(reachability);
    }

    @Override
    public String toString() {
        return word;
    }
}
