package dev.slipway.launcher.cli.launch;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.seed.UserData;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads user data from a file. */
public final class UserDataFile {

    private UserDataFile() {
    }

    /** The bytes of the file as they are, or of standard input for {@code -}. */
    public static UserData read(String name) {
        try (InputStream in = name.equals("-") ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(Path.of(name))) {
            // One more than there may be: whoever names a disk image by mistake does not wait for it to be read.
            return UserData.of(in.readNBytes(UserData.LIMIT_BYTES + 1));
        } catch (IOException | InvalidPathException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The user data file '" + name + "' cannot be read.", null, e);
        }
    }
}
