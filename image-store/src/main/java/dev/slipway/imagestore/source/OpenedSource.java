package dev.slipway.imagestore.source;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.fetch.Download;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layer.LayerImport;
import dev.slipway.imagestore.layer.StagedLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A source that is at hand and was taken apart. Closing it keeps a download for the next attempt, unless what it brought
 * was refused: asking again would bring the same again.
 */
public final class OpenedSource implements AutoCloseable {

    private final LayerImport layers;
    private final Path staging;
    /** Null for a source that was not downloaded. */
    private Download download;
    private List<SourceDisk> disks = List.of();
    private Recognised recognised = Recognised.NOTHING;
    /** Null for a source that has disks. */
    private Path archive;

    OpenedSource(LayerImport layers, Path staging) {
        this.layers = layers;
        this.staging = staging;
    }

    void downloadedBy(Download opened) {
        this.download = opened;
    }

    void found(List<SourceDisk> found, Recognised said) {
        this.disks = List.copyOf(found);
        this.recognised = said;
    }

    void foundArchive(Path file) {
        this.archive = file;
    }

    /** The file, when it is an archive of a whole image: then it has no disks here. */
    public Optional<Path> archive() {
        return Optional.ofNullable(archive);
    }

    /** Its disks, the root first. */
    public List<SourceDisk> disks() {
        return disks;
    }

    /** What it says of itself. */
    public Recognised recognised() {
        return recognised;
    }

    /** Makes a layer of one of its disks that is not blank; see {@link LayerImport} for the codes. */
    public StagedLayer stage(SourceDisk disk, LayerId id, Progress progress) {
        return judged(() -> {
            if (disk instanceof SourceDisk.Foreign foreign) {
                return layers.stage(foreign.disk(), id, staging, progress);
            }
            if (disk instanceof SourceDisk.Own own) {
                return layers.adopt(own.file(), own.format(), id, staging, progress);
            }
            throw new IllegalArgumentException("a blank disk has no layer");
        });
    }

    /** Does what may find that the content is not fit to be let in; then nothing of it is kept. */
    public <T> T judged(Supplier<T> work) {
        try {
            return work.get();
        } catch (SlipwayException e) {
            if (e instanceof StoreException || e instanceof HostException h && h.kind() == HostError.NOT_A_DISK_IMAGE) {
                done();
            }
            throw e;
        }
    }

    /** Nothing of a download is needed any more. */
    public void done() {
        if (download != null) {
            download.discard();
        }
    }

    @Override
    public void close() {
        if (download != null) {
            download.close();
        }
    }
}
