package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.seed.UserData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads user data from a file. */
final class UserDataFile {

    private UserDataFile() {
    }

    static UserData read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // One more than there may be: whoever names a disk image by mistake does not wait for it to be read.
            return UserData.of(in.readNBytes(UserData.LIMIT_BYTES + 1));
        } catch (IOException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The user data file '" + file + "' cannot be read.", null, e);
        }
    }
}
