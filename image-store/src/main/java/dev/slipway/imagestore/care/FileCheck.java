package dev.slipway.imagestore.care;

import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.record.FolderFailure;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.volume.Volume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds the files against the rows: from the disk to the catalogue. */
final class FileCheck {

    private static final String SWEEP = "slipway store gc";
    private static final Set<PosixFilePermission> WRITING = Set.of(PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final StoreLayout layout;
    private final List<Finding> findings = new ArrayList<>();

    FileCheck(StoreLayout layout) {
        this.layout = layout;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Looks for what lies about without a row. */
    void unknown(Reader reader, List<Recorded<?>> tables) {
        for (Recorded<?> recorded : tables) {
            Set<String> known = reader.values(recorded.table(), "id", Query.all());
            recorded.onDisk().forEach((id, entry) -> {
                if (!known.contains(id)) {
                    unknown(entry);
                }
            });
        }
        names(layout.bootFiles(), reader.values(Image.TABLE, "id", Query.all()), "");
        Set<String> operations = reader.values(Operation.TABLE, "id", Query.all());
        names(layout.stagingArea(), operations, "");
        names(layout.locks(), operations, ".lock");
    }

    private void names(Path folder, Set<String> known, String suffix) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                String id = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
                if (!known.contains(id) && !isHeld(entry, suffix)) {
                    unknown(entry);
                }
            }
        } catch (IOException e) {
            throw FolderFailure.of(folder, e);
        }
    }

    /** A lock without a row is somebody's as long as it is held: an operation about to begin has no row yet. */
    private static boolean isHeld(Path entry, String suffix) {
        return !suffix.isEmpty() && KernelLock.tryTake(entry).map(lock -> {
            lock.close();
            return false;
        }).orElse(true);
    }

    private void unknown(Path file) {
        findings.add(new Finding(FindingKind.FILE_UNKNOWN, layout.regionFolder().relativize(file).toString(),
                "Nothing in the catalogue speaks of '" + file + "'.", SWEEP));
    }

    /** Looks whether layers and boot files are as their rows say, without reading them. */
    void contents(Reader reader) {
        for (Stored<Layer> stored : reader.list(Layer.TABLE, Query.all())) {
            Layer layer = stored.document();
            content(layer.layerId().value(), layout.layerDisk(layer.layerId()), layer.fileSizeBytes());
        }
        for (String type : List.of("kernel", "ramdisk")) {
            for (Stored<Image> stored : reader.list(Image.TABLE, Query.all().where("type", type))) {
                ImageId id = stored.document().imageId();
                stored.document().bootFile().ifPresent(
                        file -> content(id.value(), layout.bootFile(id), file.sizeBytes()));
            }
        }
    }

    private void content(String id, Path file, long bytes) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            if (Files.size(file) != bytes) {
                findings.add(new Finding(FindingKind.FILE_SIZE, id, "The file '" + file + "' has " + Files.size(file)
                        + " bytes instead of " + bytes + ".", "slipway image verify --all"));
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (WRITING.stream().anyMatch(mode::contains)) {
                findings.add(new Finding(FindingKind.FILE_MODE, id, "The file '" + file + "' can be written; it must not be.",
                        "slipway store check --repair"));
            }
        } catch (IOException e) {
            throw FolderFailure.of(file, e);
        }
    }

    /** Looks for files of volumes that are no longer theirs. */
    void volumes(Reader reader) {
        for (Stored<Volume> stored : reader.list(Volume.TABLE, Query.all())) {
            Volume volume = stored.document();
            Path folder = layout.volume(volume.volumeId());
            // A guest that runs may know older files of its volume by their names, until it is stopped.
            if (!volume.attachments().isEmpty() || !Files.isDirectory(folder)) {
                continue;
            }
            Set<Path> known = Set.of(layout.volumeDisk(volume.volumeId(), volume.generation()),
                    folder.resolve(StoreLayout.VOLUME_RECORD));
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (!known.contains(entry)) {
                        unknown(entry);
                    }
                }
            } catch (IOException e) {
                throw FolderFailure.of(folder, e);
            }
        }
    }
}
