package dev.slipway.imagestore.source;

import static dev.slipway.imagestore.errors.StoreError.CHECKSUM_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static dev.slipway.imagestore.errors.StoreError.SOURCE_NOT_FOUND;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.fetch.Download;
import dev.slipway.host.fetch.FetchLimits;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Finds out, before anything else is fetched, which digest a source must have. */
final class ExpectedChecksum {

    private static final int LONGEST_LIST_BYTES = 4 << 20;

    private final Path staging;
    private final Progress progress;

    ExpectedChecksum(Path staging, Progress progress) {
        this.staging = staging;
        this.progress = progress;
    }

    Optional<Checksum> of(ImportSource source) {
        if (source.digest() instanceof ExpectedDigest.Given given) {
            return Optional.of(given.checksum());
        }
        if (source.digest() instanceof ExpectedDigest.Listed listed) {
            if (source.location() instanceof SourceLocation.OnAStream) {
                throw new StoreException(PARAMETER_COMBINATION,
                        "Standard input has no name that a list of checksums could know it by.");
            }
            String name = source.location().name().getFileName().toString();
            return Optional.of(ChecksumList.of(text(listed.list())).require(name, listed.list().name()));
        }
        return Optional.empty();
    }

    private String text(SourceLocation list) {
        if (list instanceof SourceLocation.LocalFile local) {
            return read(local.file());
        }
        if (list instanceof SourceLocation.OnTheWeb web) {
            try (Download download = Download.open(staging.resolve("checksums"), web.address(),
                    FetchLimits.upTo(LONGEST_LIST_BYTES))) {
                String text = read(download.run(Set.of(), progress).file());
                download.discard();
                return text;
            }
        }
        throw new StoreException(PARAMETER_COMBINATION, "A list of checksums is a file or a URL.");
    }

    private static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException(SOURCE_NOT_FOUND, "The list of checksums '" + file + "' does not exist.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LONGEST_LIST_BYTES + 1);
            if (content.length > LONGEST_LIST_BYTES) {
                throw new StoreException(CHECKSUM_MISSING, "The file '" + file + "' is too long to be a list of checksums.");
            }
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be read.", e);
        }
    }
}
