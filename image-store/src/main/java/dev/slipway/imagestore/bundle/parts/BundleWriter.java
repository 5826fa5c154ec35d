package dev.slipway.imagestore.bundle.parts;

import static java.nio.file.StandardOpenOption.READ;

import dev.slipway.host.files.ContentDigest;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.id.AccountId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes the parts of a bundle from a raw disk, hashing both on the way. */
public final class BundleWriter {

    private static final int BUFFER_BYTES = 1 << 20;

    private BundleWriter() {
    }

    /**
     * Writes the parts into a folder and returns what the manifest is to say of them. Throws NO_SPACE, FILE_FAILED,
     * INTERRUPTED; what it leaves in the folder then is for the caller to delete.
     */
    public static BundleManifest write(Path raw, Path folder, String name, AccountId owner, BundledMachine machine,
            Progress progress) {
        try (FileChannel disk = FileChannel.open(raw, READ); ContentDigest digest = ContentDigest.open(DigestAlgorithm.SHA256, disk.size())) {
            long size = disk.size();
            PartsOutput parts = new PartsOutput(folder, name, size);
            try {
                compress(disk, digest, parts, name, progress);
            } finally {
                parts.abandon();
            }
            return new BundleManifest(name, owner, machine, size, parts.total(), digest.hex(), parts.parts());
        } catch (IOException e) {
            throw FileFailure.of(folder.resolve(name), "be bundled", e);
        }
    }

    private static void compress(FileChannel disk, ContentDigest digest, PartsOutput parts, String name, Progress progress)
            throws IOException {
        long size = disk.size();
        byte[] bytes = new byte[BUFFER_BYTES];
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        OutputStream zipped = new QuickGzip(parts);
        long done = 0;
        // Holes read as zeros at the speed of memory, and shrink to a thousandth.
        while (disk.read(buffer) >= 0) {
            buffer.flip();
            int count = buffer.remaining();
            digest.update(buffer.duplicate());
            buffer.get(bytes, 0, count);
            zipped.write(bytes, 0, count);
            buffer.clear();
            done += count;
            progress.at("bundling " + name, Math.min(done, size), size);
        }
        zipped.close();
    }

    /** The JDK's gzip has no parameter for its level; the quickest is three times as quick and a tenth larger. */
    private static final class QuickGzip extends GZIPOutputStream {

        QuickGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
