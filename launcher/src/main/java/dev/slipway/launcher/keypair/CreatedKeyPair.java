package dev.slipway.launcher.keypair;

/**
 * A key pair that was made just now, with the private key that nobody will be told again.
 *
 * @param keyMaterial the private key as a PEM: PKCS#1 for rsa, OpenSSH's form for ed25519
 */
public record CreatedKeyPair(KeyPair keyPair, String keyMaterial) {

    /** Not the private key: it must not slip into a log. */
    @Override
    public String toString() {
        return keyPair.toString();
    }
}
