package dev.slipway.imagestore.source;

import static dev.slipway.imagestore.errors.StoreError.SOURCE_NOT_FOUND;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.transfer.archive.ImageArchives;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file to import is, told by its first bytes. The one place where kinds are told apart: a further one is a further
 * constant here, and the compiler then names the places that decide by it.
 */
public enum SourceKind {
    /** One disk, in a format of {@link dev.slipway.host.qemu.DiskFormat}. */
    DISK,
    /** Anything of the others, compressed. */
    COMPRESSED,
    /** A virtual appliance: a tar archive with a descriptor and disks. */
    OVA,
    /** An image that a Slipway exported, with all its data. */
    ARCHIVE;

    /** Enough for the marks of all kinds: a tar archive has its own in its first block. */
    static final int HEAD_BYTES = 512;

    private static final int TAR_MARK_AT = 257;
    private static final String TAR_MARK = "ustar";
    private static final int BOOT_MARK_AT = 510;

    /** The kind of a file. Throws SOURCE_NOT_FOUND, FILE_FAILED. */
    public static SourceKind of(Path file) {
        byte[] head = head(file);
        if (Compression.of(head).isPresent()) {
            return COMPRESSED;
        }
        if (ImageArchives.isArchive(head)) {
            return ARCHIVE;
        }
        if (head.length == HEAD_BYTES && TAR_MARK.equals(
                new String(head, TAR_MARK_AT, TAR_MARK.length(), StandardCharsets.ISO_8859_1))
                && head[BOOT_MARK_AT] == 0) {
            return OVA;
        }
        return DISK;
    }

    /** The first bytes of a file; none of what is no regular file, which might block whoever opens it. */
    static byte[] head(Path file) {
        if (!Files.exists(file)) {
            throw new StoreException(SOURCE_NOT_FOUND, "The file '" + file + "' does not exist.");
        }
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be read.", e);
        }
    }
}
