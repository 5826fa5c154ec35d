package dev.slipway.launcher.exchange;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders of this host that requests may name files of: what S3 buckets are to EC2's imports and exports. A bucket is the
 * folder of that name. A request never learns what else there is on the host: a file outside is refused in the same words
 * whether it is there or not.
 *
 * @param folders absolute paths whose last names differ; none unless the operator says so
 */
public record ExchangeFolders(List<Path> folders) {

    private static final String FILE = "file";
    private static final String S3 = "s3";

    public ExchangeFolders {
        folders = List.copyOf(folders);
    }

    /** The file that a {@code file://} or {@code s3://BUCKET/KEY} URL means. Throws INVALID_PARAMETER_VALUE. */
    public Path source(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw refused("The URL '" + url + "' cannot be understood.", e);
        }
        if (S3.equals(uri.getScheme()) && uri.getAuthority() != null && uri.getPath().length() > 1) {
            return source(uri.getAuthority(), uri.getPath().substring(1));
        }
        if (!FILE.equals(uri.getScheme()) || uri.getPath() == null || uri.getAuthority() != null && !uri.getAuthority().isEmpty()) {
            throw refused("The URL '" + url + "' is none of the form file:///FOLDER/FILE or s3://BUCKET/KEY.", null);
        }
        return readable(path(uri.getPath()), url);
    }

    /** The file that a bucket's key means. Throws INVALID_PARAMETER_VALUE. */
    public Path source(String bucket, String key) {
        return readable(bucket(bucket).resolve(relative(key)), "s3://" + bucket + "/" + key);
    }

    /**
     * Where a file with this prefix before its name is to be written; nothing is made yet. Throws INVALID_PARAMETER_VALUE, and for
     * links, which could lead anywhere, too.
     */
    public ExportPlace target(String bucket, String prefix, String name) {
        Path folder = bucket(bucket);
        Path file = folder.resolve(relative(prefix + name));
        Path at = folder;
        Optional<Path> missing = Optional.empty();
        for (Path part : folder.relativize(file.getParent())) {
            // A file right in the bucket has an empty way to it.
            at = at.resolve(part);
            if (Files.isSymbolicLink(at) || Files.exists(at) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                throw refused("The prefix '" + prefix + "' is no place in the bucket '" + bucket + "'.", null);
            }
            missing = missing.isPresent() || Files.exists(at) ? missing : Optional.of(at);
        }
        if (!Files.isWritable(missing.map(Path::getParent).orElse(file.getParent()))) {
            throw refused("The bucket '" + bucket + "' cannot be written to.", null);
        }
        return new ExportPlace(file, missing);
    }

    private Path bucket(String name) {
        return folders.stream().filter(folder -> folder.getFileName().toString().equals(name)).findFirst()
                .flatMap(ExchangeFolders::real)
                .orElseThrow(() -> refused("The bucket '" + name + "' does not exist: it is no folder that the setting "
                        + "exchange-folders names.", null));
    }

    private Path readable(Path file, String called) {
        // Links are followed before it is asked where the file is.
        Optional<Path> real = real(file);
        boolean within = real.isPresent() && Files.isRegularFile(real.get()) && Files.isReadable(real.get())
                && folders.stream().map(ExchangeFolders::real).flatMap(Optional::stream).anyMatch(real.get()::startsWith);
        if (!within) {
            throw refused("'" + called + "' is no file in a folder that the setting exchange-folders names.", null);
        }
        return real.get();
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path relative(String key) {
        Path path = path(key);
        if (path.isAbsolute() || key.isEmpty() || key.endsWith("/")) {
            throw refused("The key '" + key + "' is not valid.", null);
        }
        for (Path part : path) {
            // Hidden files are the host's own affair, and what is above the folder is nobody's.
            if (part.toString().startsWith(".")) {
                throw refused("The key '" + key + "' is not valid.", null);
            }
        }
        return path;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused("'" + text + "' is no path.", e);
        }
    }

    private static LauncherException refused(String sentence, Exception cause) {
        return new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, sentence, cause);
    }
}
