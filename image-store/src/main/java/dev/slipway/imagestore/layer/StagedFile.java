package dev.slipway.imagestore.layer;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk image that has come into the store's own folders already, where nobody but us changes it.
 *
 * @param file where it is
 * @param name what the user calls it, for messages
 * @param sha256 the digest of its content where it was computed on the way, 64 hex digits
 */
public record StagedFile(Path file, Path name, Optional<String> sha256) {

    public StagedFile {
        requireNonNull(file, "file");
        requireNonNull(name, "name");
        requireNonNull(sha256, "sha256");
    }
}
