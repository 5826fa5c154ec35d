package dev.slipway.launcher.cli.output;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output, as UTF-8. Unlike {@code System.out} it tells when nothing can be written: a full disk is an error,
 * a reader that went away (as {@code head} does) ends the command quietly.
 */
public final class StandardOutput {

    private final OutputStream stream;

    /** Writes to this stream. */
    public StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** The process's own. */
    public static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** Writes text as it is, at once. */
    public void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, bytes.length);
    }

    /** Writes the first {@code length} of these bytes as they are, at once. */
    public void write(byte[] bytes, int length) {
        try {
            stream.write(bytes, 0, length);
            stream.flush();
        } catch (IOException e) {
            if ("Broken pipe".equals(e.getMessage())) {
                throw new ReaderGone(e);
            }
            throw new HostException(HostError.FILE_FAILED,
                    "Standard output cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Nobody reads standard output any more. */
    public static final class ReaderGone extends RuntimeException {

        ReaderGone(IOException cause) {
            super("nobody reads standard output any more", cause);
        }
    }
}
