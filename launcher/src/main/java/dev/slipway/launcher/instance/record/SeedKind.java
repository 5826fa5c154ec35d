package dev.slipway.launcher.instance.record;

import java.util.Optional;

/** How an instance is told about itself, beside by the metadata service. */
public enum SeedKind {
    /** By a disk that cloud-init's NoCloud source reads, on every network and whether or not anybody serves metadata. */
    NOCLOUD("nocloud"),
    /** By nothing: its guest asks the metadata service, or nobody. */
    NONE("none");

    private final String word;

    SeedKind(String word) {
        this.word = word;
    }

    /** The one of this word. */
    public static Optional<SeedKind> named(String word) {
        for (SeedKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The word of {@code --seed}. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
