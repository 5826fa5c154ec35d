package dev.slipway.imagestore.care;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rebuild brought back, or would.
 *
 * @param restored how many documents of each table
 * @param leftOut what could not be brought back, and why, a sentence each
 * @param keptAside where the catalogue that there was lies now
 */
public record RebuildReport(Map<String, Integer> restored, List<String> leftOut, Optional<Path> keptAside) {

    public RebuildReport {
        restored = Map.copyOf(restored);
        leftOut = List.copyOf(leftOut);
    }
}
