package dev.slipway.imagestore.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The compressions that images are published in, told by their marks and never by a name. */
enum Compression {
    GZIP("\u001f\u008b\b"),
    XZ("\u00fd7zXZ\0"),
    ZSTD("(\u00b5/\u00fd"),
    BZIP2("BZh");

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
}
