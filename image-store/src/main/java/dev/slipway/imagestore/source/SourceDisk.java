package dev.slipway.imagestore.source;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.StagedFile;
import java.util.Optional;

/** One disk of a source, in the order in which a machine has them. */
public sealed interface SourceDisk {

    /** A file of the user's, which may change under our hands. */
    record Foreign(DiskSource disk) implements SourceDisk {
    }

    /** A file of the store's own. */
    record Own(StagedFile file, Optional<DiskFormat> format) implements SourceDisk {
    }

    /** A disk that is described and has no content. */
    record Blank(long sizeBytes) implements SourceDisk {
    }
}
