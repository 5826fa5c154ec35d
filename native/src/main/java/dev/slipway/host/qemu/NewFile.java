package dev.slipway.host.qemu;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that another program makes: never over one that is there, and never left behind half made. */
final class NewFile {

    private NewFile() {
    }

    static void make(Path file, Runnable maker) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            // qemu-img would empty it without a word.
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' already exists.");
        }
        boolean made = false;
        try {
            maker.run();
            made = true;
        } finally {
            if (!made) {
                remove(file);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The unfinished file '" + file
                    + "' cannot be deleted: " + e.getMessage() + ".", e);
        }
    }
}
