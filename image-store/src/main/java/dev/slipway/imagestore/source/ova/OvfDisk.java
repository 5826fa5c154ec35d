package dev.slipway.imagestore.source.ova;

import java.util.Optional;

/**
 * A disk that a descriptor describes.
 *
 * @param file the name of its file in the archive; empty for a disk without content
 * @param capacityBytes the size of a disk without content
 */
record OvfDisk(Optional<String> file, long capacityBytes) {
}
