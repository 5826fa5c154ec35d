package dev.slipway.imagestore.source;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.fetch.WebAddress;
import java.io.InputStream;
import java.nio.file.Path;

/** Where a file to import is. */
public sealed interface SourceLocation {

    /** What the user calls it, for messages. */
    Path name();

    /** The location that a word of a command line means: an http or https URL, or else a path. Throws InvalidUrl. */
    static SourceLocation of(String text) {
        return WebAddress.isMeant(text) ? new OnTheWeb(WebAddress.of(text))
                : new LocalFile(Path.of(text).toAbsolutePath().normalize());
    }

    /** A file of this host. */
    record LocalFile(Path file) implements SourceLocation {

        public LocalFile {
            requireNonNull(file, "file");
        }

        @Override
        public Path name() {
            return file;
        }
    }

    /** A file that a web server gives. */
    record OnTheWeb(WebAddress address) implements SourceLocation {

        public OnTheWeb {
            requireNonNull(address, "address");
        }

        @Override
        public Path name() {
            // A path would make one slash of two.
            return Path.of(address.fileName().isEmpty() ? "download" : address.fileName().replace('\0', '?'));
        }
    }

    /** What comes on a stream, such as standard input; read once, to its end. Whoever opened it closes it. */
    record OnAStream(InputStream stream) implements SourceLocation {

        public OnAStream {
            requireNonNull(stream, "stream");
        }

        @Override
        public Path name() {
            return Path.of("-");
        }
    }
}
