package dev.slipway.imagestore.id;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.StoreException;

/** The id of an operation in flight: {@code op-0123456789abcdef0}. */
public record OperationId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("op");

    public OperationId {
        RULE.check(value, sentence -> new StoreException(PARAMETER_VALUE, sentence));
    }

    /** A new id. */
    public static OperationId next() {
        return new OperationId(RULE.next());
    }

    // Written out: the machinery behind a record's own takes a cold command several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof OperationId id && id.value.equals(value);
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
