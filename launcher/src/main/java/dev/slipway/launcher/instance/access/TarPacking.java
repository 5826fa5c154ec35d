package dev.slipway.launcher.instance.access;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a file or a folder of this host as a tar archive, under a name of its own; devices and the like are left out. */
final class TarPacking {

    private static final int PERMISSIONS = 0777;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path source;
    private final String name;
    private final Progress progress;
    private long done;
    private long total;

    TarPacking(Path source, String name, Progress progress) {
        this.source = source;
        this.name = name;
        this.progress = progress;
    }

    /** Writes the archive. A file that cannot be read is an error of its own; what is thrown else is the stream's. */
    void writeTo(OutputStream target) throws IOException {
        total = Math.max(1, size());
        // The old way of saying long names and large sizes: busybox reads no other.
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(target, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            walk((path, attributes) -> put(tar, path, attributes));
        }
    }

    private interface Visit {
        void at(Path path, BasicFileAttributes attributes) throws IOException;
    }

    private long size() throws IOException {
        long[] bytes = new long[1];
        walk((path, attributes) -> bytes[0] += attributes.isRegularFile() ? attributes.size() : 0);
        return bytes[0];
    }

    private void walk(Visit visit) throws IOException {
        // What the user named may be a link; what is found below it is copied as it is.
        Path root = source.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                visit.at(folder, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                visit.at(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                throw FileFailure.of(file, "be read", e);
            }
        });
    }

    private void put(TarArchiveOutputStream tar, Path path, BasicFileAttributes attributes) throws IOException {
        Path below = source.toRealPath().relativize(path);
        String entryName = below.toString().isEmpty() ? name : name + "/" + below;
        if (attributes.isSymbolicLink()) {
            TarArchiveEntry link = new TarArchiveEntry(entryName, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(path).toString());
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        } else if (attributes.isDirectory() || attributes.isRegularFile()) {
            TarArchiveEntry entry = new TarArchiveEntry(attributes.isDirectory() ? entryName + "/" : entryName);
            entry.setMode((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & PERMISSIONS);
            entry.setModTime(attributes.lastModifiedTime().toMillis());
            entry.setSize(attributes.isRegularFile() ? attributes.size() : 0);
            tar.putArchiveEntry(entry);
            if (attributes.isRegularFile()) {
                content(tar, path, attributes.size());
            }
            tar.closeArchiveEntry();
        }
    }

    /** As long as the entry said: a file that grows meanwhile is cut there, one that shrinks is an error. */
    private void content(TarArchiveOutputStream tar, Path file, long size) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = size;
        try (InputStream in = open(file)) {
            while (left > 0) {
                int read = read(in, buffer, (int) Math.min(left, buffer.length), file);
                tar.write(buffer, 0, read);
                left -= read;
                done += read;
                progress.at("copying " + file.getFileName(), Math.min(done, total), total);
            }
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }

    private static int read(InputStream in, byte[] buffer, int most, Path file) {
        try {
            int read = in.read(buffer, 0, most);
            if (read < 0) {
                throw new IOException("it became shorter while it was read");
            }
            return read;
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }
}
