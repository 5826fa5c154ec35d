package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.LayerId;

/**
 * The root disk of an instance whose image is an instance-store image: an overlay in the instance's folder, which dies
 * with it.
 *
 * @param target the name libvirt has for it: {@code vda}
 * @param layerId the layer it is built on, unpacked from the image's bundle
 */
public record InstanceStoreRoot(String target, LayerId layerId) {

    public InstanceStoreRoot {
        requireNonNull(target, "target");
        requireNonNull(layerId, "layerId");
    }
}
