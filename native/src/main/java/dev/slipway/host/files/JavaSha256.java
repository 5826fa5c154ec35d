package dev.slipway.host.files;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The JDK's own SHA-256. */
final class JavaSha256 implements Sha256 {

    private final MessageDigest digest;

    JavaSha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void update(ByteBuffer content) {
        digest.update(content);
    }

    @Override
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        // Nothing outside the heap.
    }
}
