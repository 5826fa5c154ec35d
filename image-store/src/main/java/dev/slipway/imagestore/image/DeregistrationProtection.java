package dev.slipway.imagestore.image;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an image may be deregistered, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImageDeregistrationProtection.html">deregistration
 * protection</a> has it: where it was enabled with a cooldown, it goes on for a day after it was disabled.
 *
 * @param mode what was asked for last
 * @param until when the cooldown of a protection that was disabled ends
 */
public record DeregistrationProtection(Mode mode, Optional<Instant> until) {

    /** What was asked for. */
    public enum Mode {
        DISABLED("disabled"),
        ENABLED_WITHOUT_COOLDOWN("enabled-without-cooldown"),
        ENABLED_WITH_COOLDOWN("enabled-with-cooldown");

        private final String word;

        Mode(String word) {
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

    /** None, and none cooling down. */
    public static final DeregistrationProtection NONE = new DeregistrationProtection(Mode.DISABLED, Optional.empty());

    public DeregistrationProtection {
        requireNonNull(mode, "mode");
        requireNonNull(until, "until");
    }

    /** Whether the image may not be deregistered at this moment. */
    public boolean protects(Instant now) {
        return switch (mode) {
            case DISABLED -> until.isPresent() && now.isBefore(until.get());
            case ENABLED_WITHOUT_COOLDOWN, ENABLED_WITH_COOLDOWN -> true;
        };
    }
}
