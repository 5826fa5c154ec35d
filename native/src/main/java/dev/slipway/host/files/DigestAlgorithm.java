package dev.slipway.host.files;

import java.util.Optional;

/** The digests that files are published with. */
public enum DigestAlgorithm {
    SHA1("SHA-1", 3, 20),
    SHA256("SHA-256", 6, 32),
    SHA512("SHA-512", 8, 64);

    private final String javaName;
    private final int gnuTlsNumber;
    private final int bytes;

    DigestAlgorithm(String javaName, int gnuTlsNumber, int bytes) {
        this.javaName = javaName;
        this.gnuTlsNumber = gnuTlsNumber;
        this.bytes = bytes;
    }

    /** Its name as people and Java's security providers write it: {@code SHA-256}. */
    public String displayName() {
        return javaName;
    }

    /** How many hex digits a digest has. */
    public int hexDigits() {
        return 2 * bytes;
    }

    /** The one whose digests have so many hex digits: no two have as many. */
    public static Optional<DigestAlgorithm> ofHexDigits(int digits) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.hexDigits() == digits) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The one of this name, in any case, with or without its dash. */
    public static Optional<DigestAlgorithm> named(String name) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name) || algorithm.javaName.equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Its number in gnutls/gnutls.h. */
    int gnuTlsNumber() {
        return gnuTlsNumber;
    }

    int bytes() {
        return bytes;
    }
}
