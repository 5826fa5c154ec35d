package dev.slipway.imagestore.bundle.parts;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.slipway.host.files.ContentDigest;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.bundle.manifest.BundlePart;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cuts what is written to it into parts, each hashed and fsynced. */
final class PartsOutput extends OutputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final String name;
    private final long expectedBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final List<BundlePart> parts = new ArrayList<>();
    private FileChannel part;
    private ContentDigest digest;
    private int inPart;
    private long total;

    /** Writes parts called after {@code name}; about {@code expectedBytes} will come. */
    PartsOutput(Path folder, String name, long expectedBytes) {
        this.folder = folder;
        this.name = name;
        this.expectedBytes = expectedBytes;
    }

    /** What was written, once this is closed. */
    List<BundlePart> parts() {
        return parts;
    }

    /** How many bytes all parts have together. */
    long total() {
        return total;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (part == null) {
                begin();
            }
            int count = Math.min(Math.min(left, buffer.remaining()), BundleManifest.PART_BYTES - inPart);
            buffer.put(content, at, count);
            at += count;
            left -= count;
            inPart += count;
            if (!buffer.hasRemaining() || inPart == BundleManifest.PART_BYTES) {
                empty();
            }
            if (inPart == BundleManifest.PART_BYTES) {
                end();
            }
        }
    }

    private void begin() throws IOException {
        part = FileChannel.open(folder.resolve(filename()), CREATE_NEW, WRITE);
        digest = ContentDigest.open(DigestAlgorithm.SHA256, expectedBytes);
        inPart = 0;
    }

    private String filename() {
        return StoreLayout.bundlePartName(name, parts.size());
    }

    private void empty() throws IOException {
        buffer.flip();
        digest.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            part.write(buffer);
        }
        buffer.clear();
    }

    private void end() throws IOException {
        part.force(true);
        part.close();
        part = null;
        total += inPart;
        parts.add(new BundlePart(filename(), digest.hex()));
        digest.close();
    }

    /** Ends the last part. */
    @Override
    public void close() throws IOException {
        if (part != null) {
            empty();
            end();
        }
    }

    /** Lets go of what is open, whatever state it is in. */
    void abandon() throws IOException {
        if (part != null) {
            part.close();
            digest.close();
            part = null;
        }
    }
}
