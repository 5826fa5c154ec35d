package dev.slipway.imagestore.block;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the blocks of a snapshot.
 *
 * @param expiry until when their tokens are good
 * @param volumeSize the snapshot's, in GiB
 * @param nextToken what to ask for the next part with; empty when there is none
 */
public record BlockList(List<ListedBlock> blocks, Instant expiry, int volumeSize, Optional<String> nextToken) {

    public BlockList {
        blocks = List.copyOf(blocks);
    }
}
