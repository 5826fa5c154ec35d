package dev.slipway.imagestore.layer;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.qemu.DiskFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk image that is to be imported.
 *
 * @param file where it is
 * @param format what its owner says it is; it is recognised when he does not
 */
public record DiskSource(Path file, Optional<DiskFormat> format) {

    public DiskSource {
        requireNonNull(file, "file");
        requireNonNull(format, "format");
    }

    /** A file whose format is recognised. */
    public static DiskSource of(Path file) {
        return new DiskSource(file, Optional.empty());
    }
}
