package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.ARCHIVE_MALFORMED;
import static java.nio.file.StandardOpenOption.READ;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.transfer.ContentSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An archive that was looked at: its manifest holds together, and after it come exactly the entries that it names, in its
 * order and of its sizes. No name in an archive ever becomes a path.
 */
final class ArchiveFile implements ContentSource {

    private final Path file;
    private final ArchiveManifest manifest;
    /** Where the content of each entry begins. */
    private final Map<String, Long> places = new HashMap<>();

    private ArchiveFile(Path file, ArchiveManifest manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    /** Whether the first block of a file is that of an archive. */
    static boolean begins(byte[] head) {
        return TarHeader.isTar(head) && new String(head, 0, ArchiveManifest.NAME.length() + 1,
                StandardCharsets.ISO_8859_1).equals(ArchiveManifest.NAME + "\0");
    }

    /** Looks at an archive. Throws ARCHIVE_MALFORMED, ARCHIVE_TOO_NEW, DISK_TOO_LARGE. */
    static ArchiveFile open(Path file, DiskRules rules) {
        try (FileChannel content = FileChannel.open(file, READ)) {
            TarHeader first = TarHeader.of(block(content, 0));
            if (!first.name().equals(ArchiveManifest.NAME) || first.sizeBytes() > ArchiveManifest.MOST_BYTES) {
                throw new StoreException(ARCHIVE_MALFORMED, "It does not begin with a manifest.");
            }
            ByteBuffer text = read(content, TarHeader.BLOCK, (int) first.sizeBytes());
            ArchiveManifest manifest =
                    ArchiveManifest.read(StandardCharsets.UTF_8.decode(text).toString());
            new ManifestCheck(manifest, rules).run();
            ArchiveFile archive = new ArchiveFile(file, manifest);
            archive.find(content, TarHeader.BLOCK + first.paddedBytes());
            return archive;
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        } catch (StoreException e) {
            throw new StoreException(e.kind(), "The archive '" + file + "' cannot be imported. " + e.getMessage(),
                    e.hint().orElse(null), e);
        }
    }

    private void find(FileChannel content, long begin) throws IOException {
        long at = begin;
        for (TarHeader expected : manifest.entries()) {
            TarHeader found = TarHeader.of(block(content, at));
            if (!found.equals(expected)) {
                throw new StoreException(ARCHIVE_MALFORMED, "It has other entries than its manifest says.");
            }
            at += TarHeader.BLOCK;
            if (places.put(found.name(), at) != null || content.size() - at < found.sizeBytes()) {
                throw new StoreException(ARCHIVE_MALFORMED, "It is cut off.");
            }
            at += found.paddedBytes();
        }
    }

    ArchiveManifest manifest() {
        return manifest;
    }

    @Override
    public boolean mayShareBlocks(Layer layer, Path folder) {
        // Its content does not begin where a block of the file system does.
        return false;
    }

    @Override
    public Optional<String> copy(Layer layer, Path target, Progress progress) {
        String sha256 = copy("layers/" + layer.layerId() + ".qcow2", layer.fileSizeBytes(), target, progress);
        if (!sha256.equals(layer.sha256().orElseThrow())) {
            throw new StoreException(ARCHIVE_MALFORMED, "The archive '" + file + "' is damaged: the layer '"
                    + layer.layerId() + "' is not what its digest says.");
        }
        return Optional.of(sha256);
    }

    @Override
    public String copyBootFile(Image image, Path target, Progress progress) {
        return copy("bootfiles/" + image.imageId(), image.bootFile().orElseThrow().sizeBytes(), target, progress);
    }

    private String copy(String name, long sizeBytes, Path target, Progress progress) {
        return DurableFiles.copyPartAndHash(file, places.get(name), sizeBytes, target, progress);
    }

    private static byte[] block(FileChannel content, long at) throws IOException {
        return read(content, at, TarHeader.BLOCK).array();
    }

    private static ByteBuffer read(FileChannel content, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (content.read(buffer, at + buffer.position()) < 0) {
                throw new StoreException(ARCHIVE_MALFORMED, "It is cut off.");
            }
        }
        return buffer.flip();
    }
}
