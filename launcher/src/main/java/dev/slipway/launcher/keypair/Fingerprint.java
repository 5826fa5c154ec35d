package dev.slipway.launcher.keypair;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Fingerprints as EC2 computes them, which depends on where the key comes from; see EC2's page
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html">Verify the fingerprint of your key pair</a>.
 */
final class Fingerprint {

    private Fingerprint() {
    }

    /** Of an Ed25519 key, wherever it comes from: OpenSSH's SHA-256 in base64, with its padding. */
    static String ed25519(PublicKeyMaterial key) {
        return Base64.getEncoder().encodeToString(digest("SHA-256", key.blob()));
    }

    /** Of an RSA key that was created here: the SHA-1 of the private key as a DER of PKCS#8. */
    static String createdRsa(byte[] pkcs8) {
        return colons(digest("SHA-1", pkcs8));
    }

    /** Of a key that was imported: for RSA the MD5 of the public key's DER. */
    static String imported(PublicKeyMaterial key) {
        return switch (key.type()) {
            case RSA -> colons(digest("MD5", key.der()));
            case ED25519 -> ed25519(key);
        };
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static String colons(byte[] digest) {
        StringBuilder text = new StringBuilder(3 * digest.length);
        for (byte each : digest) {
            text.append(text.isEmpty() ? "" : ":")
                    .append(Character.forDigit(each >> 4 & 0xf, 16)).append(Character.forDigit(each & 0xf, 16));
        }
        return text.toString();
    }
}
