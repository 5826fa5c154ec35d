package dev.slipway.imagestore.id;

import static dev.slipway.imagestore.errors.StoreError.ACCOUNT_ID_MALFORMED;

import dev.slipway.imagestore.errors.StoreException;

/** An account: twelve digits, leading zeros included. */
public record AccountId(String value) {

    private static final int DIGITS = 12;

    public AccountId {
        if (!isAccountId(value)) {
            throw new StoreException(ACCOUNT_ID_MALFORMED, "The account id \"" + value + "\" is not twelve digits.");
        }
    }

    /** Whether the text is an account. */
    public static boolean isAccountId(String text) {
        return text != null && text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    // Written out: the machinery behind a record's own takes a cold command several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof AccountId id && id.value.equals(value);
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
