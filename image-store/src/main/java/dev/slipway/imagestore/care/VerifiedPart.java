package dev.slipway.imagestore.care;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a verification found out about one file of an image, or one bundle.
 *
 * @param kind {@code layer}, {@code boot-file}, {@code bundle}, or what is missing: {@code snapshot}
 * @param id its id, or the bundle's location
 * @param bytes how long it is
 * @param sha256 the digest of what is there
 * @param isRecorded whether the digest was the first, and is what later ones are compared with
 * @param problems what is wrong, a sentence each
 */
public record VerifiedPart(
        String kind, String id, long bytes, Optional<String> sha256, boolean isRecorded, List<String> problems) {

    public VerifiedPart {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
        problems = List.copyOf(problems);
    }

    static VerifiedPart broken(String kind, String id, String problem) {
        return new VerifiedPart(kind, id, 0, Optional.empty(), false, List.of(problem));
    }

    /** Whether nothing is wrong with it. */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
