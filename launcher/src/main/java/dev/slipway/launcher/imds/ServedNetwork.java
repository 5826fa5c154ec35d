package dev.slipway.launcher.imds;

import dev.slipway.launcher.instance.metadata.MetadataDirectory;
import dev.slipway.launcher.network.IpBlock;

/**
 * A network of libvirt's on which instances of a region have addresses.
 *
 * @param directory who they are
 * @param name libvirt's name of it
 * @param bridge the host's bridge that it has
 * @param subnet its addresses
 */
record ServedNetwork(MetadataDirectory directory, String name, String bridge, IpBlock subnet) {
}
