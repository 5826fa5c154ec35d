package dev.slipway.imagestore.care;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.ImageInfo;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads layers to their ends, each once however many images share it. */
final class LayerVerification {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Progress progress;
    private final Map<LayerId, VerifiedPart> known = new HashMap<>();

    LayerVerification(Catalogue catalogue, StoreLayout layout, Progress progress) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.progress = progress;
    }

    /** A layer and all that it builds on, top first. */
    List<VerifiedPart> chain(LayerId top) {
        List<VerifiedPart> parts = new ArrayList<>();
        Optional<LayerId> next = Optional.of(top);
        while (next.isPresent()) {
            LayerId id = next.get();
            Optional<Layer> layer = catalogue.read(r -> r.find(Layer.TABLE, id.value())).map(Stored::document);
            VerifiedPart part = known.get(id);
            if (part == null) {
                part = layer.isPresent() ? verify(layer.get())
                        : VerifiedPart.broken("layer", id.value(), "The layer does not exist.");
                known.put(id, part);
            }
            if (parts.contains(part)) {
                return parts;
            }
            parts.add(part);
            next = layer.flatMap(Layer::parent);
        }
        return parts;
    }

    private VerifiedPart verify(Layer layer) {
        Path disk = layout.layerDisk(layer.layerId());
        String id = layer.layerId().value();
        if (!Files.isRegularFile(disk)) {
            return VerifiedPart.broken("layer", id, "The file '" + disk + "' is not there.");
        }
        List<String> problems = new ArrayList<>();
        long bytes = disk.toFile().length();
        if (bytes != layer.fileSizeBytes()) {
            problems.add("The file has " + bytes + " bytes instead of " + layer.fileSizeBytes() + ".");
        }
        header(layer, disk, problems);
        Optional<String> sha256 = Optional.empty();
        boolean first = false;
        try {
            sha256 = Optional.of(DurableFiles.sha256(disk, progress));
            if (layer.sha256().isPresent() && !layer.sha256().equals(sha256)) {
                problems.add("The content is not what was stored: its SHA-256 is " + sha256.get() + " instead of "
                        + layer.sha256().get() + ".");
            }
            first = layer.sha256().isEmpty() && problems.isEmpty() && remember(layer, sha256.get());
        } catch (HostException e) {
            note(e, problems);
        }
        return new VerifiedPart("layer", id, bytes, sha256, first, problems);
    }

    /** The header names what the catalogue names, and the tables agree with each other. */
    private void header(Layer layer, Path disk, List<String> problems) {
        try {
            ImageInfo info = QemuImg.info(disk, layer.format());
            Optional<String> backing = layer.parent().map(StoreLayout::layerDiskAsBacking);
            if (!info.backingFile().equals(backing)) {
                problems.add("The header names " + info.backingFile().map(file -> "'" + file + "'").orElse("nothing")
                        + " as backing file instead of " + backing.map(file -> "'" + file + "'").orElse("nothing") + ".");
                return;
            }
            if (info.virtualSizeBytes() != layer.virtualSizeBytes()) {
                problems.add("The disk has " + info.virtualSizeBytes() + " bytes instead of " + layer.virtualSizeBytes()
                        + ".");
            }
            if (backing.isEmpty() || Files.isRegularFile(disk.resolveSibling(backing.get()))) {
                QemuImg.check(disk, layer.format());
            } else {
                problems.add("Its backing file '" + backing.get() + "' is not there.");
            }
        } catch (HostException e) {
            note(e, problems);
        }
    }

    private static void note(HostException failure, List<String> problems) {
        if (failure.kind() == HostError.INTERRUPTED) {
            throw failure;
        }
        problems.add(failure.getMessage());
    }

    /** Keeps the first digest of a layer, unless the layer changed or went meanwhile. */
    private boolean remember(Layer layer, String sha256) {
        return catalogue.change(change -> {
            Optional<Stored<Layer>> stored = change.find(Layer.TABLE, layer.layerId().value());
            if (stored.isEmpty() || !stored.get().document().equals(layer)) {
                return false;
            }
            Layer digested = layer.withFile(layer.fileSizeBytes(), Optional.of(sha256));
            RecordFiles.write(digested, layout.layer(layer.layerId()));
            change.update(Layer.TABLE, digested, stored.get().version());
            return true;
        });
    }
}
