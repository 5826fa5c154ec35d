package dev.slipway.launcher.keypair;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key that was made just now. In this process and not by ssh-keygen: a private key is nowhere on disk but where its
 * owner wants it, and EC2's fingerprint of an RSA key needs a form that ssh-keygen does not write.
 *
 * @param publicKey its public half
 * @param fingerprint as EC2 computes it of keys it creates
 * @param pem its private half, as EC2 answers it: PKCS#1 for RSA, OpenSSH's own form for Ed25519
 */
record NewKey(PublicKeyMaterial publicKey, String fingerprint, String pem) {

    /** What EC2 creates. */
    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;
    private static final int PEM_COLUMNS = 64;
    private static final int OPENSSH_COLUMNS = 70;
    /** OpenSSH fills the private part up to this, the size of the block of a cipher that it does not use here. */
    private static final int BLOCK_BYTES = 8;
    /** PKCS#8's version, algorithm and the tag and length of the octets, around a PKCS#1 key of 256 to 65535 bytes. */
    private static final int PKCS8_HEADER_BYTES = 26;

    /** Makes a key; its name goes into it as a comment, where the form has one. */
    static NewKey of(KeyType type, String comment) {
        return switch (type) {
            case RSA -> rsa();
            case ED25519 -> ed25519(comment);
        };
    }

    private static NewKey rsa() {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) generated("RSA", RSA_BITS).getPrivate();
        PublicKeyMaterial publicKey = PublicKeyMaterial.rsa(key.getPublicExponent(), key.getModulus());
        byte[] pkcs8 = key.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS8_HEADER_BYTES, pkcs8.length);
        return new NewKey(publicKey, Fingerprint.createdRsa(pkcs8), pem("RSA PRIVATE KEY", pkcs1, PEM_COLUMNS));
    }

    private static NewKey ed25519(String comment) {
        java.security.KeyPair pair = generated("Ed25519", 0);
        // Both DER forms end with the 32 bytes of RFC 8032.
        byte[] seed = lastOf(pair.getPrivate().getEncoded());
        byte[] key = lastOf(pair.getPublic().getEncoded());
        PublicKeyMaterial publicKey = PublicKeyMaterial.ed25519(key);
        byte[] file = new SshBytes().raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .string("none").string("none").string("").number(1)
                .string(publicKey.blob()).string(privatePart(seed, key, comment)).bytes();
        return new NewKey(publicKey, Fingerprint.ed25519(publicKey),
                pem("OPENSSH PRIVATE KEY", file, OPENSSH_COLUMNS));
    }

    private static byte[] privatePart(byte[] seed, byte[] key, String comment) {
        // Two equal numbers tell OpenSSH that it decrypted well; nothing is encrypted here.
        SshBytes part = new SshBytes().number(0).number(0).string(KeyType.ED25519.sshName()).string(key)
                .number(2 * ED25519_BYTES).raw(seed).raw(key).string(comment);
        for (int i = 1; part.length() % BLOCK_BYTES != 0; i++) {
            part.raw(new byte[] {(byte) i});
        }
        return part.bytes();
    }

    private static byte[] lastOf(byte[] der) {
        return Arrays.copyOfRange(der, der.length - ED25519_BYTES, der.length);
    }

    private static java.security.KeyPair generated(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static String pem(String label, byte[] bytes, int columns) {
        String body = Base64.getMimeEncoder(columns, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** Not the private key: it must not slip into a log. */
    @Override
    public String toString() {
        return "a new " + publicKey.type() + " key " + fingerprint;
    }
}
