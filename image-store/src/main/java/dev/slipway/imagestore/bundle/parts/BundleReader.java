package dev.slipway.imagestore.bundle.parts;

import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.slipway.host.files.ContentDigest;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.files.SparseWriter;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.errors.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a bundle back. Never more than the manifest's size is unpacked, whatever the parts would grow to, and the
 * digests of each part and of the whole disk must be the manifest's. Throws INVALID_MANIFEST where they are not.
 */
public final class BundleReader {

    private static final int BUFFER_BYTES = 1 << 20;

    /** What becomes of the disk, piece by piece; gets direct buffers. */
    private interface Sink {
        void take(ByteBuffer piece) throws IOException;
    }

    private final Bundle bundle;
    private final Path folder;
    private final Progress progress;

    /** Reads parts from the folder that the manifest lies in. */
    public BundleReader(Bundle bundle, Path folder, Progress progress) {
        this.bundle = bundle;
        this.folder = folder;
        this.progress = progress;
    }

    /** Looks whether every part is there and together they have the size that the manifest says; reads none. */
    public void requireParts() {
        try {
            new PartsInput(bundle, folder).requireParts();
        } catch (IOException e) {
            throw FileFailure.of(folder, "be read", e);
        }
    }

    /** Makes the raw disk, with holes where it is zero, and fsyncs it. What is there when this fails is the caller's to delete. */
    public void unpack(Path raw) {
        try (FileChannel disk = FileChannel.open(raw, CREATE_NEW, WRITE)) {
            SparseWriter sparse = new SparseWriter(disk);
            read("unpacking ", sparse::write);
            sparse.finish();
            disk.force(true);
        } catch (IOException e) {
            throw FileFailure.of(raw, "be unpacked", e);
        }
    }

    /** Reads everything and keeps nothing. */
    public void verify() {
        try {
            read("verifying ", piece -> { });
        } catch (IOException e) {
            throw FileFailure.of(folder, "be read", e);
        }
    }

    private void read(String step, Sink sink) throws IOException {
        long size = bundle.manifest().sizeBytes();
        PartsInput parts = new PartsInput(bundle, folder);
        parts.requireParts();
        try (ContentDigest digest = ContentDigest.open(DigestAlgorithm.SHA256, size); InputStream disk = new GZIPInputStream(parts, 1 << 16)) {
            byte[] bytes = new byte[BUFFER_BYTES];
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            long done = 0;
            for (int count = disk.read(bytes); count >= 0; count = disk.read(bytes)) {
                done += count;
                if (done > size) {
                    throw refuse("holds more than the " + size + " bytes that its manifest says");
                }
                buffer.clear();
                buffer.put(bytes, 0, count).flip();
                digest.update(buffer.duplicate());
                sink.take(buffer);
                progress.at(step + bundle.location(), done, size);
            }
            if (done < size || parts.read() >= 0) {
                throw refuse("does not end where its manifest says");
            }
            if (!digest.hex().equals(bundle.manifest().sha256())) {
                throw refuse("is not the disk of its manifest: the digests differ");
            }
        } catch (ZipException | EOFException e) {
            throw refuse("cannot be unpacked: its parts are no gzip stream");
        }
    }

    private StoreException refuse(String why) {
        return new StoreException(INVALID_MANIFEST, "The bundle '" + bundle.location() + "' " + why + ".");
    }
}
