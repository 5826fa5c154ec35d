package dev.slipway.launcher.keypair;

import dev.slipway.imagestore.id.IdRule;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** The id of a key pair: {@code key-0123456789abcdef0}. */
public record KeyPairId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("key");

    /** Throws INVALID_PARAMETER_VALUE for what is no such id: EC2 has no code of its own for it. */
    public KeyPairId {
        RULE.check(value, sentence -> new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, sentence));
    }

    /** A new id. */
    public static KeyPairId next() {
        return new KeyPairId(RULE.next());
    }

    /** Whether the text has the form of a key pair's id. */
    public static boolean isOne(String text) {
        return RULE.allows(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
