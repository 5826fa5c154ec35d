package dev.slipway.imagestore.source;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.layer.DiskSource;
import java.util.Optional;

/**
 * What is to be imported.
 *
 * @param location where it is
 * @param format what its owner says that its disk is, once it is unpacked; recognised when he does not say
 * @param digest which digest it must have, as it is published
 */
public record ImportSource(SourceLocation location, Optional<DiskFormat> format, ExpectedDigest digest) {

    public ImportSource {
        requireNonNull(location, "location");
        requireNonNull(format, "format");
        requireNonNull(digest, "digest");
    }

    /** A file whose digest nobody knows. */
    public static ImportSource of(DiskSource disk) {
        return new ImportSource(new SourceLocation.LocalFile(disk.file()), disk.format(), new ExpectedDigest.Any());
    }
}
