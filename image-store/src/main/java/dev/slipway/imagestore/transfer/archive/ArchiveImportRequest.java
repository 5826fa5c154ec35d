package dev.slipway.imagestore.transfer.archive;

import dev.slipway.imagestore.tag.Tag;
import java.util.List;
import java.util.Optional;

/**
 * How an image comes out of an archive.
 *
 * @param name its name; empty: the one in the archive
 * @param description its description; empty: the one in the archive
 * @param tags tags beside those in the archive
 */
public record ArchiveImportRequest(Optional<String> name, Optional<String> description, List<Tag> tags) {

    /** As it is in the archive. */
    public static final ArchiveImportRequest UNCHANGED =
            new ArchiveImportRequest(Optional.empty(), Optional.empty(), List.of());

    public ArchiveImportRequest {
        tags = List.copyOf(tags);
    }
}
