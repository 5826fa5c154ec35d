package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.LAYER_DAMAGED;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;

/** Writes an archive from beginning to end. Every content is hashed on its way, and has to be what the manifest says. */
final class ArchiveWriter {

    private final StoreLayout layout;
    private final ArchiveManifest manifest;
    private final Progress progress;

    ArchiveWriter(StoreLayout layout, ArchiveManifest manifest, Progress progress) {
        this.layout = layout;
        this.manifest = manifest;
        this.progress = progress;
    }

    /** How long the archive will be, its manifest aside. */
    long contentBytes() {
        long bytes = 0;
        for (TarHeader entry : manifest.entries()) {
            bytes += TarHeader.BLOCK + entry.paddedBytes();
        }
        return bytes;
    }

    /** Writes it to a file that does not exist yet, durably. Throws LAYER_DAMAGED, NO_SPACE. */
    void write(Path file) {
        byte[] text = Json.write(manifest).getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = FileChannel.open(file, CREATE_NEW, WRITE)) {
            TarHeader first = new TarHeader(ArchiveManifest.NAME, text.length);
            write(out, first.block(time()));
            write(out, text);
            pad(out, first);
            Iterator<TarHeader> entries = manifest.entries().iterator();
            for (Image boot : manifest.bootImages()) {
                append(out, entries.next(), layout.bootFile(boot.imageId()), boot.bootFile().orElseThrow().sha256());
            }
            for (Layer layer : manifest.layers()) {
                append(out, entries.next(), layout.layerDisk(layer.layerId()), layer.sha256().orElseThrow());
            }
            // Two empty blocks end a tar archive.
            write(out, new byte[2 * TarHeader.BLOCK]);
            out.force(true);
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
    }

    private void append(FileChannel out, TarHeader entry, Path content, String sha256) throws IOException {
        write(out, entry.block(time()));
        long begin = out.position();
        String written = DurableFiles.appendAndHash(content, out, progress);
        if (!written.equals(sha256) || out.position() - begin != entry.sizeBytes()) {
            throw new StoreException(LAYER_DAMAGED, "The content of '" + content
                    + "' is damaged: it is not what its digest says.");
        }
        pad(out, entry);
    }

    private static void pad(FileChannel out, TarHeader entry) throws IOException {
        write(out, new byte[(int) (entry.paddedBytes() - entry.sizeBytes())]);
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            out.write(left);
        }
    }

    private long time() {
        return manifest.createdAt().getEpochSecond();
    }
}
