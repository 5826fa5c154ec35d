package dev.slipway.imagestore.id;

import static dev.slipway.imagestore.errors.StoreError.VOLUME_ID_MALFORMED;

import dev.slipway.imagestore.errors.StoreException;

/** The id of a volume: {@code vol-0123456789abcdef0}. */
public record VolumeId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("vol");

    public VolumeId {
        RULE.check(value, sentence -> new StoreException(VOLUME_ID_MALFORMED, sentence));
    }

    /** A new id. */
    public static VolumeId next() {
        return new VolumeId(RULE.next());
    }

    /** Whether the text has the form of a volume's id. */
    public static boolean isOne(String text) {
        return RULE.allows(text);
    }

    // Written out: the machinery behind a record's own takes a cold command several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof VolumeId id && id.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
