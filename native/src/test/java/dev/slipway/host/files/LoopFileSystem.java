package dev.slipway.host.files;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.process.Subprocess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of a kind that shares blocks, in a file, mounted until it is closed. */
public final class LoopFileSystem implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path mountPoint;

    private LoopFileSystem(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    /** Makes and mounts one; {@code kind} is {@code xfs} or {@code btrfs}. Takes root, and the packages of {@code setup --tests}. */
    public static LoopFileSystem mount(String kind, Path folder, long sizeBytes) throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        String why = "mounting a file system takes root";
        assertTrue(root || System.getenv("CI") == null, why);
        Assumptions.assumeTrue(root, why);
        Path file = folder.resolve(kind + ".img");
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(sizeBytes);
        }
        Subprocess.run(kind.equals("xfs") ? List.of("mkfs.xfs", "-q", "-m", "reflink=1", file.toString())
                : List.of("mkfs.btrfs", "-q", file.toString()), DEADLINE);
        Path mountPoint = Files.createDirectory(folder.resolve(kind));
        // mount frees the loop device it takes when the file system is unmounted.
        Subprocess.run(List.of("mount", "-o", "loop", file.toString(), mountPoint.toString()), DEADLINE);
        return new LoopFileSystem(mountPoint);
    }

    /** Where it is. */
    public Path path() {
        return mountPoint;
    }

    /** The space that is free, after all that was written has found its place. */
    public long freeBytes() {
        Subprocess.run(List.of("sync", "-f", mountPoint.toString()), DEADLINE);
        return mountPoint.toFile().getUsableSpace();
    }

    @Override
    public void close() {
        Subprocess.run(List.of("umount", mountPoint.toString()), DEADLINE);
    }
}
