package dev.slipway.imagestore.block;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A block that a snapshot has content for, or in which two snapshots may differ.
 *
 * @param index counts blocks from the beginning of the disk
 * @param firstToken to read it of the first of two snapshots; empty where that has nothing there, and of one alone
 * @param token to read it of the snapshot; empty where it has nothing there
 */
public record ListedBlock(int index, Optional<String> firstToken, Optional<String> token) {

    public ListedBlock {
        requireNonNull(firstToken, "firstToken");
        requireNonNull(token, "token");
    }
}
