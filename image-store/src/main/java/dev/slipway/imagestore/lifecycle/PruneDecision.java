package dev.slipway.imagestore.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.image.Image;

/**
 * What a policy does with one image, and why.
 *
 * @param image the image as it was before
 * @param group what it was counted in: a pattern or a family
 * @param reason why it goes or stays
 * @param why the same in words, with the names of what it depends on
 */
public record PruneDecision(Image image, String group, Reason reason, String why) {

    /** Why an image goes or stays. The first that holds counts. */
    public enum Reason {
        NEWEST("newest"),
        TOO_YOUNG("too-young"),
        PENDING("pending"),
        IN_USE("in-use"),
        IN_CHANNEL("in-channel"),
        PREVIOUS_IN_CHANNEL("previous-in-channel"),
        PROTECTED("protected"),
        SHARED("shared"),
        BOOTS_ANOTHER("boots-another"),
        /** The only one that lets it go. */
        SUPERSEDED("superseded");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The word for it in answers. */
        public String word() {
            return word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public PruneDecision {
        requireNonNull(image, "image");
        requireNonNull(reason, "reason");
    }

    /** Whether the image is deregistered. */
    public boolean goes() {
        return reason == Reason.SUPERSEDED;
    }
}
