package dev.slipway.launcher.cli.command;

import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.source.Checksum;
import dev.slipway.imagestore.source.ExpectedDigest;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.source.SourceLocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters that say where a file comes from, and which digest it must have.
 *
 * @param place where it is
 * @param sha256 its SHA-256
 * @param sha512 its SHA-512
 * @param checksums a list that has its digest
 */
public record SourceOptions(
        Argument<String> place, Option<String> sha256, Option<String> sha512, Option<String> checksums) {

    private static final String STANDARD_INPUT = "-";

    /** What was given, of a file that is no disk or whose format nobody declares. */
    public ImportSource source() {
        return source(Optional.empty());
    }

    /** What was given. Throws InvalidUrl, and InvalidParameterCombination when more than one digest was. */
    public ImportSource source(Optional<DiskFormat> format) {
        String where = place.required();
        SourceLocation location = where.equals(STANDARD_INPUT)
                ? new SourceLocation.OnAStream(new FileInputStream(FileDescriptor.in)) : SourceLocation.of(where);
        return new ImportSource(location, format, digest());
    }

    private ExpectedDigest digest() {
        List<ExpectedDigest> given = new ArrayList<>();
        sha256.value().ifPresent(hex ->
                given.add(new ExpectedDigest.Given(new Checksum(DigestAlgorithm.SHA256, hex))));
        sha512.value().ifPresent(hex ->
                given.add(new ExpectedDigest.Given(new Checksum(DigestAlgorithm.SHA512, hex))));
        checksums.value().ifPresent(list -> given.add(new ExpectedDigest.Listed(SourceLocation.of(list))));
        if (given.size() > 1) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "One of --sha256, --sha512 and --checksums is enough.");
        }
        return given.isEmpty() ? new ExpectedDigest.Any() : given.get(0);
    }
}
