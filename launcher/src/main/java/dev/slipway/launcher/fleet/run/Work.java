package dev.slipway.launcher.fleet.run;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.tag.ResourceTags;
import dev.slipway.launcher.instance.Instances;

/**
 * What work on a fleet is done with.
 *
 * @param progress told of bundles that are unpacked
 * @param listener told what happens to members
 * @param atOnce how many guests may boot at a time
 */
public record Work(Instances instances, ResourceTags tags, Progress progress, FleetListener listener, int atOnce) {
}
