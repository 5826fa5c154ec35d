package dev.slipway.launcher.keypair;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes in the forms of the SSH protocol (RFC 4251, section 5), one value behind the other. */
final class SshBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A number of 32 bits. */
    SshBytes number(int value) {
        bytes.write(value >>> 24);
        bytes.write(value >>> 16);
        bytes.write(value >>> 8);
        bytes.write(value);
        return this;
    }

    /** Bytes with their length in front. */
    SshBytes string(byte[] value) {
        return number(value.length).raw(value);
    }

    /** ASCII text with its length in front. */
    SshBytes string(String value) {
        return string(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** A number of any size: two's complement, which is what Java gives. */
    SshBytes integer(BigInteger value) {
        return string(value.toByteArray());
    }

    /** Bytes as they are. */
    SshBytes raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    /** How many there are. */
    int length() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }
}
