package dev.slipway.imagestore.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.io.input.ProxyInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What each compression asks of the stream below it, of which every read is a system call and a step of a digest. */
class DecompressionTest {

    private static final int BYTES = 1 << 20;

    @ParameterizedTest
    @EnumSource
    void readsInBlocks(Compression compression) throws IOException {
        byte[] content = new byte[BYTES];
        new Random(1).nextBytes(content);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = packing(compression, packed)) {
            packing.write(content);
        }
        CountingReads reads = new CountingReads(packed.toByteArray());
        try (InputStream unpacked = Decompression.of(compression, reads)) {
            assertArrayEquals(content, unpacked.readAllBytes());
        }
        assertTrue(reads.count < BYTES / 256, "reads: " + reads.count);
    }

    private static OutputStream packing(Compression compression, OutputStream packed) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(packed);
            case XZ -> new XZOutputStream(packed, new LZMA2Options(0));
            case ZSTD -> new ZstdOutputStreamNoFinalizer(packed);
            case BZIP2 -> new BZip2CompressorOutputStream(packed);
        };
    }

    private static final class CountingReads extends ProxyInputStream {

        private int count;

        CountingReads(byte[] content) {
            super(new ByteArrayInputStream(content));
        }

        @Override
        protected void beforeRead(int bytes) {
            count++;
        }
    }
}
