package dev.slipway.launcher.accelerator;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One reason for the accelerator that was chosen.
 *
 * @param sentence ends in a full stop
 * @param remedy the command that mends it, where one does
 */
public record Reason(String sentence, Optional<String> remedy) {

    public Reason {
        requireNonNull(sentence, "sentence");
        requireNonNull(remedy, "remedy");
    }

    static Reason of(String sentence) {
        return new Reason(sentence, Optional.empty());
    }

    static Reason of(String sentence, String remedy) {
        return new Reason(sentence, Optional.of(remedy));
    }
}
