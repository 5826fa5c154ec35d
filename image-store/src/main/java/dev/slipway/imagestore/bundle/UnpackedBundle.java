package dev.slipway.imagestore.bundle;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.LayerId;
import java.time.Instant;

/**
 * That a bundle has been unpacked into a layer. It is a memory and no more: the layer may be gone.
 *
 * @param manifestSha256 the digest of the bundle's manifest
 * @param location where the manifest was, as images name it
 * @param layerId the layer
 * @param unpackedAt when
 */
public record UnpackedBundle(String manifestSha256, String location, LayerId layerId, Instant unpackedAt) {

    /** What was unpacked in this region. */
    public static final Table<UnpackedBundle> TABLE =
            Table.of("unpacked_bundles", UnpackedBundle.class, 1, UnpackedBundle::manifestSha256)
                    .text("location", UnpackedBundle::location)
                    .text("layer", UnpackedBundle::layerId);

    public UnpackedBundle {
        requireNonNull(manifestSha256, "manifestSha256");
        requireNonNull(location, "location");
        requireNonNull(layerId, "layerId");
        requireNonNull(unpackedAt, "unpackedAt");
    }
}
