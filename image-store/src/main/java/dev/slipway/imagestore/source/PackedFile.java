package dev.slipway.imagestore.source;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.layer.DiskRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A compressed file.
 *
 * @param file where it is
 * @param name what the user calls it
 */
public record PackedFile(Path file, Path name) {

    /**
     * Unpacks it into a new file, hashing on the way what is read once. Throws what {@link Unpacking} throws, and
     * CHECKSUM_MISMATCH.
     */
    public void unpackTo(Path unpacked, Optional<Checksum> expected, DiskRules rules, Progress progress) {
        Compression compression = Compression.of(SourceKind.head(file))
                .orElseThrow(() -> new IllegalStateException("not compressed any more: " + file));
        Set<DigestAlgorithm> algorithms = expected.map(e -> Set.of(e.algorithm())).orElse(Set.of());
        try {
            long size = Files.size(file);
            try (DigestingInput in = new DigestingInput(Files.newInputStream(file), algorithms, size)) {
                new Unpacking(rules, name, progress).unpack(compression, in, size, unpacked);
                if (expected.isPresent()) {
                    expected.get().require(in.finish().get(expected.get().algorithm()), name);
                }
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be read.", e);
        }
    }

    /** Whether a file is compressed in a way that is known. */
    public static boolean is(Path file) {
        return Compression.of(SourceKind.head(file)).isPresent();
    }
}
