package dev.slipway.launcher.imds.token;

import dev.slipway.host.files.FileFailure;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The secret by which a home's servers know the tokens that they gave out: in a file that only its user can read, so that tokens
 * outlive the server, and a second one knows them.
 */
public final class TokenKey {

    private static final int BYTES = 32;
    private static final FileAttribute<?> FILE_MODE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOLDER_MODE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private TokenKey() {
    }

    /** The secret of a home, made when it is first asked for. Throws FILE_FAILED. */
    public static byte[] of(Path home) {
        Path file = StoreLayout.metadataKey(home);
        try {
            byte[] there = Files.readAllBytes(file);
            if (there.length == BYTES) {
                return there;
            }
            throw new IOException("it has " + there.length + " bytes, not " + BYTES);
        } catch (NoSuchFileException e) {
            return make(file);
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }

    private static byte[] make(Path file) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(file.getParent(), FOLDER_MODE);
            Path whole = Files.createTempFile(file.getParent(), "new", "", FILE_MODE);
            try {
                Files.write(whole, key);
                Files.createLink(file, whole);
                return key;
            } catch (FileAlreadyExistsException e) {
                // Another server was quicker.
                return Files.readAllBytes(file);
            } finally {
                Files.delete(whole);
            }
        } catch (IOException e) {
            throw FileFailure.of(file, "be made", e);
        }
    }
}
