package dev.slipway.launcher.cli.key;

import dev.slipway.launcher.cli.syntax.ValueReader;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a public key from a file. */
final class PublicKeyFile {

    /** A path, also in the words that scripts write for the AWS CLI: {@code fileb://key.pub}. */
    static final ValueReader<Path> PATH = text -> Values.PATH.read(text.replaceFirst("^fileb?://", ""));

    /** Longer than the longest key, in any of the forms. */
    private static final int MOST_BYTES = 64 * 1024;

    private PublicKeyFile() {
    }

    static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The public key file '" + file + "' cannot be read.", null, e);
        }
    }
}
