package dev.slipway.host.files;

import java.nio.ByteBuffer;

/** A digest under way. Whoever opens it closes it. */
public sealed interface ContentDigest extends AutoCloseable permits JavaDigest, GnuTlsDigest {

    /** Loading a native library takes as long as hashing this much. */
    long WORTH_A_LIBRARY_BYTES = 32L << 20;

    /**
     * The quickest there is for about this much content. Java's own needs the JVM's second compiler for the processor's
     * SHA instructions, and is twelve times slower without; commands that start fast run without.
     */
    static ContentDigest open(DigestAlgorithm algorithm, long sizeBytes) {
        return sizeBytes < WORTH_A_LIBRARY_BYTES ? new JavaDigest(algorithm) : GnuTlsDigest.openOrJava(algorithm);
    }

    /** Adds what remains of a direct buffer. */
    void update(ByteBuffer content);

    /** The digest of all that was added, as hex digits in lower case. Called once, last. */
    String hex();

    @Override
    void close();
}
