package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.Terms;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads terms from a file. */
final class TermsFile {

    /** The most bytes a character takes in UTF-8. */
    private static final int CHARACTER_BYTES = 4;

    private TermsFile() {
    }

    static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // One more than there may be: whoever names a disk image by mistake does not wait for it to be read.
            byte[] bytes = in.readNBytes(Terms.LENGTH * CHARACTER_BYTES + 1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The terms file '" + file + "' is no text in UTF-8, or is too long.", null, e);
        } catch (IOException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The terms file '" + file + "' cannot be read.", null, e);
        }
    }
}
