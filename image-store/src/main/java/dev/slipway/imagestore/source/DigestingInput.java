package dev.slipway.imagestore.source;

import dev.slipway.host.files.ContentDigest;
import dev.slipway.host.files.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** A stream that counts and hashes what is read from it; closes the stream it reads from. */
public final class DigestingInput extends InputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream stream;
    private final Map<DigestAlgorithm, ContentDigest> digests = new EnumMap<>(DigestAlgorithm.class);
    private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long count;

    /** Hashes a stream of about this size in these ways. */
    public DigestingInput(InputStream stream, Set<DigestAlgorithm> algorithms, long sizeBytes) {
        this.stream = stream;
        algorithms.forEach(each -> digests.put(each, ContentDigest.open(each, sizeBytes)));
    }

    /** How many bytes have been read. */
    public long count() {
        return count;
    }

    /** The digests of the whole, of which what nobody has read yet is read now. */
    public Map<DigestAlgorithm, String> finish() throws IOException {
        if (!digests.isEmpty()) {
            byte[] rest = new byte[BUFFER_BYTES];
            while (read(rest, 0, rest.length) >= 0) {
                // Only to be hashed.
            }
        }
        Map<DigestAlgorithm, String> hex = new EnumMap<>(DigestAlgorithm.class);
        digests.forEach((algorithm, digest) -> hex.put(algorithm, digest.hex()));
        return hex;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = stream.read(into, from, digests.isEmpty() ? length : Math.min(length, BUFFER_BYTES));
        if (got > 0) {
            count += got;
            if (!digests.isEmpty()) {
                direct.clear().put(into, from, got).flip();
                digests.values().forEach(digest -> digest.update(direct.duplicate()));
            }
        }
        return got;
    }

    @Override
    public int available() throws IOException {
        return stream.available();
    }

    @Override
    public void close() throws IOException {
        digests.values().forEach(ContentDigest::close);
        stream.close();
    }
}
