package dev.slipway.imagestore.source;

import static dev.slipway.imagestore.errors.StoreError.DECOMPRESSION_BOMB;
import static dev.slipway.imagestore.errors.StoreError.DISK_CORRUPT;
import static dev.slipway.imagestore.errors.StoreError.DISK_FORMAT_UNSUPPORTED;
import static dev.slipway.imagestore.errors.StoreError.DISK_TOO_LARGE;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.DiskRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.tukaani.xz.MemoryLimitException;

/**
 * Unpacks compressed files that nobody has vouched for. What expands beyond all reason is refused while it does, long
 * before it has filled the disk or the night.
 */
public final class Unpacking {

    /** So much may come of anything. */
    private static final long FREE_BYTES = 256L << 20;
    /** Zeroes, which take no space: an empty disk in the tightest compression of all. */
    private static final long MOST_EXPANSION = 10_000;
    /** Anything else; what real disks have is below 100. */
    private static final long MOST_DATA_EXPANSION = 1000;
    /** What a disk image needs beside its content. */
    private static final long TABLES_BYTES = 64L << 20;

    private final DiskRules rules;
    private final Path name;
    private final Progress progress;

    Unpacking(DiskRules rules, Path name, Progress progress) {
        this.rules = rules;
        this.name = name;
        this.progress = progress;
    }

    /** How long a file can be that holds a disk within the rules, in any format. */
    public static long longestFile(DiskRules rules) {
        long disk = rules.maxVirtualBytes();
        return disk + Math.min(disk / 64, Long.MAX_VALUE - disk - TABLES_BYTES) + TABLES_BYTES;
    }

    /**
     * Unpacks into a new file. Throws DECOMPRESSION_BOMB, DISK_TOO_LARGE, DISK_CORRUPT, DISK_FORMAT_UNSUPPORTED, and
     * NO_SPACE.
     *
     * @param packed the compressed file, which stays open
     * @param packedBytes how long the compressed file is
     */
    void unpack(Compression compression, DigestingInput packed, long packedBytes, Path file) {
        String step = "unpacking " + name.getFileName();
        try (InputStream content = Decompression.of(compression, CloseShieldInputStream.wrap(packed))) {
            SpooledFile.write(content, file, written -> {
                check(written, packed.count());
                progress.at(step, Math.min(packed.count(), packedBytes), Math.max(1, packedBytes));
            });
        } catch (SpooledFile.BrokenStream e) {
            throw broken((IOException) e.getCause());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void check(SpooledFile.Written written, long packed) {
        if (written.bytes() > longestFile(rules)) {
            throw new StoreException(DISK_TOO_LARGE, "The file '" + name + "' unpacks to more than a disk of "
                    + rules.maxVirtualBytes() + " bytes, which is the limit, can need.");
        }
        if (written.bytes() > FREE_BYTES && written.bytes() / MOST_EXPANSION > packed
                || written.dataBytes() > FREE_BYTES && written.dataBytes() / MOST_DATA_EXPANSION > packed) {
            throw new StoreException(DECOMPRESSION_BOMB, "The file '" + name + "' expands beyond all reason: "
                    + packed + " bytes of it to " + written.bytes() + ".",
                    "If you trust it, unpack it yourself and import what comes of it.");
        }
    }

    private StoreException broken(IOException cause) {
        if (cause instanceof MemoryLimitException) {
            return new StoreException(DISK_FORMAT_UNSUPPORTED, "The file '" + name
                    + "' needs more memory to be unpacked than is granted to a file that nobody has vouched for.",
                    "Unpack it yourself and import what comes of it.", cause);
        }
        return new StoreException(DISK_CORRUPT, "The file '" + name + "' is cut off or damaged: it cannot be unpacked.",
                null, cause);
    }
}
