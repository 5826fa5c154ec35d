package dev.slipway.launcher.doctor;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param subject what, in a few words
 * @param finding what was found, a sentence
 * @param remedy the command that mends it
 */
public record Check(String subject, Status status, String finding, Optional<String> remedy) {

    /** How it is. */
    public enum Status {
        /** As it should be. */
        OK("ok"),
        /** Something optional is not there. */
        NOTE("note"),
        /** Works, but not as well as it could. */
        WARNING("warning"),
        /** Launches will fail until it is mended. */
        FAILED("failed");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The word in the result. */
        public String word() {
            return word;
        }
    }

    public Check {
        requireNonNull(subject, "subject");
        requireNonNull(status, "status");
        requireNonNull(finding, "finding");
        requireNonNull(remedy, "remedy");
    }

    static Check ok(String subject, String finding) {
        return new Check(subject, Status.OK, finding, Optional.empty());
    }

    static Check note(String subject, String finding, Optional<String> remedy) {
        return new Check(subject, Status.NOTE, finding, remedy);
    }

    static Check warning(String subject, String finding, Optional<String> remedy) {
        return new Check(subject, Status.WARNING, finding, remedy);
    }

    static Check failed(String subject, String finding, Optional<String> remedy) {
        return new Check(subject, Status.FAILED, finding, remedy);
    }
}
