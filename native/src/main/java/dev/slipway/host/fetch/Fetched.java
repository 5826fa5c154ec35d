package dev.slipway.host.fetch;

import dev.slipway.host.files.DigestAlgorithm;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file that has come completely and is on the disk.
 *
 * @param file where it is, for as long as its {@link Download} is not discarded
 * @param sizeBytes how long it is
 * @param digests of its content, as hex digits
 */
public record Fetched(Path file, long sizeBytes, Map<DigestAlgorithm, String> digests) {

    public Fetched {
        digests = Map.copyOf(digests);
    }
}
