package dev.slipway.imagestore.id;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.StoreException;

/** The id of a layer: {@code layer-0123456789abcdef0}. A word of Slipway's own: EC2 does not show its layers. */
public record LayerId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("layer");

    public LayerId {
        RULE.check(value, sentence -> new StoreException(PARAMETER_VALUE, sentence));
    }

    /** A new id. */
    public static LayerId next() {
        return new LayerId(RULE.next());
    }

    // Written out: the machinery behind a record's own takes a cold command several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof LayerId id && id.value.equals(value);
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
