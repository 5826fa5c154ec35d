package dev.slipway.host.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Changes to files that survive a crash of the host: what has returned is on the disk.
 *
 * <p>Codes: NO_SPACE with the folder named, FILE_FAILED for everything else that goes wrong, INTERRUPTED.
 */
public final class DurableFiles {

    private DurableFiles() {
    }

    /** Writes a temporary beside the target, fsyncs it, renames it over the target, fsyncs the folder. */
    public static void write(Path target, byte[] content) {
        Path folder = target.toAbsolutePath().getParent();
        Path temporary = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            try (FileChannel file = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    file.write(left);
                }
                file.force(true);
            }
            Files.move(temporary, target, ATOMIC_MOVE);
            force(folder);
        } catch (IOException e) {
            HostException failure = FileFailure.of(target, "be written", e);
            deleteAfter(failure, temporary);
            throw failure;
        }
    }

    /** fsyncs a file or a folder. */
    public static void sync(Path path) {
        try {
            force(path);
        } catch (IOException e) {
            throw FileFailure.of(path, "be written to the disk", e);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, READ)) {
            channel.force(true);
        }
    }

    /** Renames within one file system, over a file that may be there, and fsyncs both folders. */
    public static void move(Path source, Path target) {
        try {
            Files.move(source, target, ATOMIC_MOVE);
            Path from = source.toAbsolutePath().normalize().getParent();
            Path to = target.toAbsolutePath().normalize().getParent();
            force(to);
            if (!from.equals(to)) {
                force(from);
            }
        } catch (IOException e) {
            throw FileFailure.of(source, "be moved to '" + target + "'", e);
        }
    }

    /** Gives a file a second name on the same file system and fsyncs the folder of that name. Not where there is one. */
    public static void link(Path existing, Path name) {
        try {
            Files.createLink(name, existing);
            force(name.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw FileFailure.of(existing, "be given the name '" + name + "'", e);
        }
    }

    /** Deletes a file or a whole folder, following no link; nothing there is no error. */
    public static void delete(Path path) {
        try {
            if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                    for (Path entry : entries) {
                        delete(entry);
                    }
                }
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw FileFailure.of(path, "be deleted", e);
        }
    }

    /** Throws NO_SPACE unless the file system of {@code folder} has this many bytes free for use. */
    public static void requireSpace(Path folder, long bytes) {
        if (!Files.isDirectory(folder)) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' does not exist.");
        }
        long free = freeBytes(folder);
        if (free < bytes) {
            throw new HostException(HostError.NO_SPACE, "The file system of '" + folder + "' has " + mib(free)
                    + " MiB free; " + mib(bytes) + " MiB are needed.");
        }
    }

    /** How many bytes the file system of a folder has free for use. */
    public static long freeBytes(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    private static long mib(long bytes) {
        return (bytes >> 20) + (bytes % (1 << 20) == 0 ? 0 : 1);
    }

    /**
     * Copies by reflink where the file system has it, else byte by byte leaving holes where it is zero, and fsyncs the
     * copy (not its folder). The target must not exist, and is gone when this fails.
     */
    public static void copy(Path source, Path target, Progress progress) {
        new ContentCopy(source, target, progress).run(ContentCopy.Hashing.NONE);
    }

    /** As {@link #copy}, and returns the SHA-256 of the content, read once, as 64 hex digits. */
    public static String copyAndHash(Path source, Path target, Progress progress) {
        return new ContentCopy(source, target, progress).run(ContentCopy.Hashing.ALL);
    }

    /**
     * As {@link #copyAndHash}, but takes the same short time at any size where the file system makes a copy by sharing
     * blocks: such a copy is not read, and has no digest here.
     */
    public static Optional<String> cloneOrCopyAndHash(Path source, Path target, Progress progress) {
        return Optional.ofNullable(new ContentCopy(source, target, progress).run(ContentCopy.Hashing.UNLESS_CLONED));
    }

    /** As {@link #copyAndHash}, of a part of a file only; ends early, with a shorter copy, where the file does. */
    public static String copyPartAndHash(Path source, long from, long length, Path target, Progress progress) {
        return new ContentCopy(source, from, length, target, progress).run(ContentCopy.Hashing.ALL);
    }

    /** Writes a file's content to where another one's channel is, not durably yet, and returns its SHA-256. */
    public static String appendAndHash(Path source, FileChannel target, Progress progress) throws IOException {
        try (FileChannel content = FileChannel.open(source, READ);
                ContentDigest digest = ContentDigest.open(DigestAlgorithm.SHA256, content.size())) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(ContentCopy.BUFFER_BYTES);
            long size = Math.max(1, content.size());
            long done = 0;
            while (content.read(buffer) >= 0) {
                buffer.flip();
                digest.update(buffer.duplicate());
                done += buffer.remaining();
                while (buffer.hasRemaining()) {
                    target.write(buffer);
                }
                buffer.clear();
                progress.at("writing " + source.getFileName(), Math.min(done, size), size);
            }
            return digest.hex();
        }
    }

    /** Whether a copy of the file into the folder may take no space: same file system, of a kind that shares blocks. */
    public static boolean mayShareBlocks(Path source, Path folder) {
        return Reflink.mayClone(source, folder);
    }

    /** The SHA-256 of a file's content, as 64 hex digits. */
    public static String sha256(Path file, Progress progress) {
        return digest(file, DigestAlgorithm.SHA256, progress);
    }

    /** The digest of a file's content, as hex digits. */
    public static String digest(Path file, DigestAlgorithm algorithm, Progress progress) {
        try (FileChannel content = FileChannel.open(file, READ);
                ContentDigest digest = ContentDigest.open(algorithm, content.size())) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(ContentCopy.BUFFER_BYTES);
            long size = Math.max(1, content.size());
            long done = 0;
            while (content.read(buffer) >= 0) {
                buffer.flip();
                done += buffer.remaining();
                digest.update(buffer);
                buffer.clear();
                progress.at("hashing " + file.getFileName(), Math.min(done, size), size);
            }
            return digest.hex();
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }

    private static void deleteAfter(HostException failure, Path path) {
        try {
            delete(path);
        } catch (HostException e) {
            failure.addSuppressed(e);
        }
    }
}
