package dev.slipway.imagestore.care;

import static java.util.Objects.requireNonNull;

/**
 * Something a check found.
 *
 * @param kind what it is
 * @param subject the id, or the file, that it is about
 * @param sentence what is wrong, for people
 * @param remedy what to do about it: a command as a rule
 */
public record Finding(FindingKind kind, String subject, String sentence, String remedy) {

    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(subject, "subject");
        requireNonNull(sentence, "sentence");
        requireNonNull(remedy, "remedy");
    }
}
