package dev.slipway.imagestore.care;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.sweep.Sweep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Repairs what can be repaired without losing anything: records follow their rows, and what has no row goes. */
public final class StoreRepair {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final List<Recorded<?>> tables;
    private final Sweep sweep;

    public StoreRepair(Catalogue catalogue, StoreLayout layout, List<Recorded<?>> tables, Sweep sweep) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.tables = List.copyOf(tables);
        this.sweep = sweep;
    }

    /** Repairs what of these findings can be. */
    public void run(List<Finding> findings) {
        boolean garbage = false;
        for (Finding finding : findings) {
            switch (finding.kind()) {
                case RECORD_MISSING, RECORD_DIFFERS, RECORD_BEHIND -> rewrite(finding.subject());
                case FILE_MODE -> protect(finding.subject());
                case FILE_UNKNOWN -> garbage = true;
                case FILE_MISSING, FILE_SIZE, REFERENCE, UNSETTLED, MACHINE, UNREACHABLE, SPACE -> { }
            }
        }
        if (garbage) {
            sweep.run();
        }
    }

    private void rewrite(String id) {
        catalogue.change(change -> {
            tables.forEach(recorded -> rewrite(change, recorded, id));
            return null;
        });
    }

    private static <T> void rewrite(Change change, Recorded<T> recorded, String id) {
        Optional<Stored<T>> stored = change.find(recorded.table(), id);
        Path file = recorded.file(id);
        if (stored.isPresent() && recorded.kept().test(stored.get().document()) && Files.isDirectory(file.getParent())) {
            DurableFiles.write(file, Json.write(recorded.written().apply(stored.get().document()))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void protect(String id) {
        Path file = ImageId.isImageId(id) ? layout.bootFile(new ImageId(id)) : layout.layerDisk(new LayerId(id));
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be protected.", e);
        }
    }
}
