package dev.slipway.imagestore.layer;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.LayerId;
import java.time.Instant;
import java.util.Optional;

/**
 * An immutable disk file in the store.
 *
 * @param layerId its id, the name of its folder
 * @param parent the layer its header names as backing file
 * @param virtualSizeBytes the size of the disk it describes, exactly
 * @param fileSizeBytes the length of its file
 * @param format the file's format
 * @param sha256 the digest of its file, 64 hex digits, once it was computed
 * @param createdAt when it came into the store
 */
public record Layer(
        LayerId layerId,
        Optional<LayerId> parent,
        long virtualSizeBytes,
        long fileSizeBytes,
        DiskFormat format,
        Optional<String> sha256,
        Instant createdAt) {

    /** Layers in place. */
    public static final Table<Layer> TABLE = Table.of("layers", Layer.class, 1, layer -> layer.layerId().value())
            .text("parent", layer -> layer.parent().orElse(null))
            .text("sha", layer -> layer.sha256().orElse(null));

    private static final int SHA256_DIGITS = 64;

    public Layer {
        requireNonNull(layerId, "layerId");
        requireNonNull(format, "format");
        requireNonNull(createdAt, "createdAt");
        if (virtualSizeBytes <= 0 || fileSizeBytes <= 0) {
            throw new IllegalArgumentException("sizes must be positive: " + virtualSizeBytes + ", " + fileSizeBytes);
        }
        if (sha256.isPresent() && sha256.get().length() != SHA256_DIGITS) {
            throw new IllegalArgumentException("no SHA-256: " + sha256.get());
        }
    }

    /** The same layer, whose file is so long now. */
    public Layer withFile(long newFileSizeBytes, Optional<String> newSha256) {
        return new Layer(layerId, parent, virtualSizeBytes, newFileSizeBytes, format, newSha256, createdAt);
    }

    /** The same content in a file that stands alone. */
    public Layer flattened(long newFileSizeBytes, String newSha256) {
        return new Layer(layerId, Optional.empty(), virtualSizeBytes, newFileSizeBytes, format, Optional.of(newSha256),
                createdAt);
    }

    /** The size of the smallest volume that holds it, in whole GiB, as EC2 counts. */
    public int sizeGib() {
        return Gibibytes.holding(virtualSizeBytes);
    }
}
