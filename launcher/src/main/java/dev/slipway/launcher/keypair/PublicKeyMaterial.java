package dev.slipway.launcher.keypair;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * A public key in the two forms it is needed in.
 *
 * @param blob the SSH protocol's form, which OpenSSH writes as base64
 * @param der X.509's SubjectPublicKeyInfo
 */
record PublicKeyMaterial(KeyType type, byte[] blob, byte[] der) {

    /** What stands in front of the 32 bytes of an Ed25519 key as a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] ED25519_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    private static final int ED25519_BYTES = 32;

    /** Of an RSA key. */
    static PublicKeyMaterial rsa(BigInteger exponent, BigInteger modulus) {
        byte[] blob = new SshBytes().string(KeyType.RSA.sshName()).integer(exponent).integer(modulus).bytes();
        return new PublicKeyMaterial(KeyType.RSA, blob, rsaKey(exponent, modulus).getEncoded());
    }

    /** Of an Ed25519 key: the 32 bytes of RFC 8032. */
    static PublicKeyMaterial ed25519(byte[] key) {
        if (key.length != ED25519_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
        }
        byte[] blob = new SshBytes().string(KeyType.ED25519.sshName()).string(key).bytes();
        byte[] der = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + ED25519_BYTES);
        System.arraycopy(key, 0, der, ED25519_PREFIX.length, ED25519_BYTES);
        return new PublicKeyMaterial(KeyType.ED25519, blob, der);
    }

    /** Of a SubjectPublicKeyInfo; throws IllegalArgumentException for what is none of an RSA or Ed25519 key. */
    static PublicKeyMaterial ofDer(byte[] der) {
        if (der.length == ED25519_PREFIX.length + ED25519_BYTES
                && Arrays.equals(der, 0, ED25519_PREFIX.length, ED25519_PREFIX, 0, ED25519_PREFIX.length)) {
            return ed25519(Arrays.copyOfRange(der, ED25519_PREFIX.length, der.length));
        }
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            RSAPublicKey rsa = (RSAPublicKey) key;
            return rsa(rsa.getPublicExponent(), rsa.getModulus());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no public key", e);
        }
    }

    /** How long the key is, in bits. */
    int bits() {
        return type == KeyType.ED25519 ? 8 * ED25519_BYTES : rsaModulusBits();
    }

    private int rsaModulusBits() {
        SshBytesReader reader = new SshBytesReader(blob);
        reader.string();
        reader.string();
        return new BigInteger(reader.string()).bitLength();
    }

    private static PublicKey rsaKey(BigInteger exponent, BigInteger modulus) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no RSA key", e);
        }
    }
}
