package dev.slipway.imagestore.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The compressions that images are published in, told by their marks and never by a name. */
enum Compression {
    GZIP("\u001f\u008b\b"),
    XZ("\u00fd7zXZ\0"),
    ZSTD("(\u00b5/\u00fd"),
    BZIP2("BZh");

    /** What a file may make us allocate: enough for the highest presets of all tools, in KiB. */
    private static final int XZ_MEMORY_KIB = 256 << 10;
    /** The same for zstd, as a power of two: what its own tool accepts without being told. */
    private static final int ZSTD_WINDOW_LOG = 27;
    private static final int BUFFER_BYTES = 1 << 16;

    private final byte[] mark;

    Compression(String mark) {
        this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The one whose mark a file begins with. */
    static Optional<Compression> of(byte[] head) {
        for (Compression compression : values()) {
            byte[] mark = compression.mark;
            if (head.length > mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length)) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }

    /** The content of a compressed stream, of all its members one after the other. */
    InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(packed, BUFFER_BYTES);
            case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
        };
    }
}
