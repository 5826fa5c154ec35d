package dev.slipway.imagestore.source;

import static dev.slipway.imagestore.errors.StoreError.CHECKSUM_MISMATCH;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The digest that a file must have, byte for byte as it is published: of the compressed file where it is compressed.
 *
 * @param algorithm how it is computed
 * @param hex its hex digits, in lower case
 */
public record Checksum(DigestAlgorithm algorithm, String hex) {

    /** Throws PARAMETER_VALUE for what is no digest of that kind. */
    public Checksum {
        requireNonNull(algorithm, "algorithm");
        hex = hex.strip().toLowerCase(Locale.ROOT);
        if (hex.length() != algorithm.hexDigits() || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new StoreException(PARAMETER_VALUE, Quoted.of(hex) + " is no " + algorithm.displayName()
                    + " digest: it has " + algorithm.hexDigits() + " hex digits.");
        }
    }

    /** Throws CHECKSUM_MISMATCH, naming both digests, unless this is the digest that was found. */
    public void require(String found, Path name) {
        if (!found.equals(hex)) {
            throw new StoreException(CHECKSUM_MISMATCH, "The file '" + name + "' has the " + algorithm.displayName()
                    + " digest " + found + "; it should have " + hex + ".",
                    "It is damaged, not the one that was meant, or somebody changed it. Nothing of it was kept.");
        }
    }
}
