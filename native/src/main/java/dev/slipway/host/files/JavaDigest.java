package dev.slipway.host.files;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The JDK's own digests. */
final class JavaDigest implements ContentDigest {

    private final MessageDigest digest;

    JavaDigest(DigestAlgorithm algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm.displayName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm.displayName(), e);
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
