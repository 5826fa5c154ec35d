package dev.slipway.host.files;

import java.nio.ByteBuffer;

/** A SHA-256 under way. */
sealed interface Sha256 extends AutoCloseable permits JavaSha256, GnuTlsSha256 {

    /** Loading a native library takes as long as hashing this much. */
    long WORTH_A_LIBRARY_BYTES = 32L << 20;

    /**
     * The quickest there is for about this much content. Java's own needs the JVM's second compiler for the processor's
     * SHA instructions, and is twelve times slower without; commands that start fast run without.
     */
    static Sha256 open(long sizeBytes) {
        return sizeBytes < WORTH_A_LIBRARY_BYTES ? new JavaSha256() : GnuTlsSha256.openOrJava();
    }

    /** Adds what remains of a direct buffer. */
    void update(ByteBuffer content);

    /** The hash of all that was added, as 64 hex digits. Called once, last. */
    String hex();

    @Override
    void close();
}
