package dev.slipway.imagestore.id;

import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_ID_MALFORMED;

import dev.slipway.imagestore.errors.StoreException;

/** The id of a snapshot: {@code snap-0123456789abcdef0}. */
public record SnapshotId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("snap");

    public SnapshotId {
        RULE.check(value, sentence -> new StoreException(SNAPSHOT_ID_MALFORMED, sentence));
    }

    /** A new id. */
    public static SnapshotId next() {
        return new SnapshotId(RULE.next());
    }

    /** Whether the text has the form of a snapshot's id. */
    public static boolean isOne(String text) {
        return RULE.allows(text);
    }

    // Written out: the machinery behind a record's own takes a cold command several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof SnapshotId id && id.value.equals(value);
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
