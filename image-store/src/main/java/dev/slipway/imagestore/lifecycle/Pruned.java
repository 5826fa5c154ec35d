package dev.slipway.imagestore.lifecycle;

import java.util.List;

/**
 * What a policy did, or would do.
 *
 * @param decisions one for every image that fits the policy's patterns, by group, the newest first
 * @param snapshots what became of the snapshots of the images that went; empty when these were not to be deleted
 */
public record Pruned(List<PruneDecision> decisions, List<DeletedSnapshot> snapshots) {

    public Pruned {
        decisions = List.copyOf(decisions);
        snapshots = List.copyOf(snapshots);
    }
}
