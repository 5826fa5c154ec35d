package dev.slipway.imagestore.bundle.parts;

import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import dev.slipway.host.files.ContentDigest;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.bundle.manifest.BundlePart;
import dev.slipway.imagestore.errors.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The parts of a bundle as one stream. A part is read into memory, where nobody changes it any more, and compared with
 * its digest before a byte of it is given out. Throws INVALID_MANIFEST for a part that is missing or another one.
 */
final class PartsInput extends InputStream {

    private final Bundle bundle;
    private final Path folder;
    private ByteBuffer part = ByteBuffer.allocateDirect(0);
    private int next;

    PartsInput(Bundle bundle, Path folder) {
        this.bundle = bundle;
        this.folder = folder;
    }

    /** Throws INVALID_MANIFEST unless every part is there and together they have the size that the manifest says. */
    void requireParts() throws IOException {
        long total = 0;
        for (BundlePart expected : bundle.manifest().parts()) {
            Path file = folder.resolve(expected.filename());
            if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                throw refuse("The part '" + expected.filename() + "' of the bundle '" + bundle.location()
                        + "' is missing.");
            }
            total += Files.size(file);
        }
        if (total != bundle.manifest().bundledSizeBytes()) {
            throw refuse("The parts of the bundle '" + bundle.location() + "' have " + total
                    + " bytes together; its manifest says " + bundle.manifest().bundledSizeBytes() + ".");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!part.hasRemaining()) {
            if (next == bundle.manifest().parts().size()) {
                return -1;
            }
            load(bundle.manifest().parts().get(next++));
        }
        int count = Math.min(length, part.remaining());
        part.get(target, offset, count);
        return count;
    }

    private void load(BundlePart expected) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(expected.filename()), READ, NOFOLLOW_LINKS);
                ContentDigest digest = ContentDigest.open(DigestAlgorithm.SHA256, bundle.manifest().bundledSizeBytes())) {
            if (file.size() > BundleManifest.PART_BYTES) {
                throw refuse("The part '" + expected.filename() + "' of the bundle '" + bundle.location()
                        + "' has more than " + BundleManifest.PART_BYTES + " bytes.");
            }
            if (part.capacity() < file.size()) {
                part = ByteBuffer.allocateDirect(BundleManifest.PART_BYTES);
            }
            part.clear();
            while (part.hasRemaining() && file.read(part) >= 0) {
                // Until all of it is there.
            }
            part.flip();
            digest.update(part.duplicate());
            if (!digest.hex().equals(expected.sha256())) {
                throw refuse("The part '" + expected.filename() + "' of the bundle '" + bundle.location()
                        + "' was changed or damaged: its digest is not that of the manifest.");
            }
        }
    }

    private static StoreException refuse(String sentence) {
        return new StoreException(INVALID_MANIFEST, sentence);
    }
}
