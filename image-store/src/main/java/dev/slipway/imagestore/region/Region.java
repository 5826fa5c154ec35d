package dev.slipway.imagestore.region;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A region as it was found.
 *
 * @param regionName its name
 * @param folder where its store lies: below the home, or wherever a link in the home leads
 * @param linked whether the home only has a link to it
 * @param available whether it is there: the disk it lies on may not be mounted
 * @param libvirtUri the daemon that runs its instances where no setting names one
 */
public record Region(
        String regionName, Path folder, boolean linked, boolean available, Optional<String> libvirtUri) {
}
