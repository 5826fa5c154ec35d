package dev.slipway.imagestore.sweep;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.record.FolderFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Something that a sweep removes.
 *
 * @param kind {@code layer}, {@code image}, or {@code file} for what no row speaks of
 * @param id its id, or its path below the region's folder
 * @param bytes how long its files are together
 */
public record Unneeded(String kind, String id, long bytes) {

    public Unneeded {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
    }

    static Unneeded of(String kind, String id, Path place) {
        return new Unneeded(kind, id, bytes(place));
    }

    private static long bytes(Path place) {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(place)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
            }
            return bytes;
        } catch (IOException e) {
            throw FolderFailure.of(place, e);
        }
    }
}
