package dev.slipway.host.qemu;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.process.ResourceLimits;
import dev.slipway.host.process.Subprocess;
import java.nio.file.Path;

/** What a failure of qemu-img means for the caller. Its words are English: {@link Subprocess} asks for that. */
final class QemuImgFailure {

    private static final String IN_USE = "Failed to get";

    private QemuImgFailure() {
    }

    /**
     * A failure to read a file that is there and may be read: then the file is at fault, and also when qemu-img ran
     * into its limits.
     */
    static HostException reading(Path file, DiskFormat format, Subprocess.Output output) {
        if (output.stderr().contains(IN_USE)) {
            return inUse(file);
        }
        if (output.exit() > 128) {
            return unreadable(file, format, "qemu-img gave up on it, signal " + (output.exit() - 128));
        }
        return unreadable(file, format, words(output));
    }

    /** A failure to write a file. */
    static HostException writing(Path file, Subprocess.Output output) {
        if (output.stderr().contains(IN_USE)) {
            return inUse(file);
        }
        return FileFailure.byProgram("qemu-img", file, output);
    }

    /** A failure that either file may have caused. */
    static HostException converting(Path source, DiskFormat from, Path target, Subprocess.Output output) {
        // It met the limit that stands for a full disk; whether as a signal or as an error is a matter of who started us.
        if (output.exit() == ResourceLimits.FILE_TOO_LONG_EXIT || output.stderr().contains("File too large")) {
            return FileFailure.noSpace(target, null);
        }
        boolean sourceIsAtFault = output.stderr().contains("while reading")
                || output.stderr().contains("Could not open '" + source.toAbsolutePath());
        return sourceIsAtFault ? reading(source, from, output) : writing(target, output);
    }

    /** An answer that makes no sense. */
    static HostException unintelligible(Path file, Exception cause) {
        return new HostException(HostError.NOT_A_DISK_IMAGE,
                "The file '" + file + "' has metadata that cannot be understood.", cause);
    }

    private static HostException unreadable(Path file, DiskFormat format, String why) {
        return new HostException(HostError.NOT_A_DISK_IMAGE,
                "The file '" + file + "' cannot be read as a " + format.qemuName() + " image: " + why + ".");
    }

    private static HostException inUse(Path file) {
        return new HostException(HostError.PROGRAM_FAILED, "The disk image '" + file + "' is in use.");
    }

    private static String words(Subprocess.Output output) {
        String said = output.lastWords();
        return said.isEmpty() ? "exit code " + output.exit() : said;
    }
}
