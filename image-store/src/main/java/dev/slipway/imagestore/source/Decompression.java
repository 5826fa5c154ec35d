package dev.slipway.imagestore.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Undoes each compression. A class of its own: the libraries are loaded with it, for those only who have use for them. */
final class Decompression {

    /** What a file may make us allocate: enough for the highest presets of all tools, in KiB. */
    private static final int XZ_MEMORY_KIB = 256 << 10;
    /** The same for zstd, as a power of two: what its own tool accepts without being told. */
    private static final int ZSTD_WINDOW_LOG = 27;
    private static final int BUFFER_BYTES = 1 << 16;

    private Decompression() {
    }

    /** The content of a compressed stream, of all its members one after the other. */
    static InputStream of(Compression compression, InputStream packed) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPInputStream(packed, BUFFER_BYTES);
            case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG);
            // It reads byte by byte, which without a buffer would be a system call and a digest for each.
            case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(packed, BUFFER_BYTES), true);
        };
    }
}
