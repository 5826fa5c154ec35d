package dev.slipway.imagestore.block;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.transfer.CopyRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Snapshots block by block: EC2's
 * <a href="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-accessing-snapshot.html">EBS direct APIs</a>, those that read. Which
 * blocks there are, and which two snapshots may differ in, is read off the tables of their layers; no content is looked at.
 */
public final class SnapshotBlocks {

    /** A block's bytes. */
    public static final int BLOCK_BYTES = LayerChain.BLOCK_BYTES;

    /** As long as EBS's tokens are good. */
    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final int MOST = 10_000;
    private static final int LEAST = 100;

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final AccountId account;
    private final Supplier<Instant> clock;

    /** Snapshots that {@code account} may read. */
    public SnapshotBlocks(Catalogue catalogue, StoreLayout layout, AccountId account, Supplier<Instant> clock) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.account = account;
        this.clock = clock;
    }

    private record Found(Snapshot snapshot, List<LayerId> layers) {
    }

    /** The blocks of a snapshot that have content. Throws SNAPSHOT_NOT_FOUND, SNAPSHOT_STATE, PARAMETER_VALUE, PAGE_TOKEN. */
    public BlockList list(SnapshotId id, BlockRange range) {
        Found found = find(id);
        BitSet blocks = written(found.layers(), false);
        return page(blocks, range, found.snapshot(), (block, expiry) ->
                new ListedBlock(block, Optional.empty(), Optional.of(token(found, block, expiry))));
    }

    /**
     * The blocks in which the second snapshot may differ from the first: those written between them. Throws as {@link #list}, and
     * SNAPSHOTS_UNRELATED for two that come from nothing in common.
     */
    public BlockList changed(SnapshotId first, SnapshotId second, BlockRange range) {
        Found before = find(first);
        Found after = find(second);
        List<LayerId> common = new ArrayList<>(after.layers());
        common.retainAll(before.layers());
        if (common.isEmpty() && before.snapshot().volumeId().filter(after.snapshot().volumeId().stream().toList()::contains).isEmpty()) {
            throw new StoreException(StoreError.SNAPSHOTS_UNRELATED, "The snapshots '" + first + "' and '" + second
                    + "' are of no common origin.");
        }
        BitSet changed = written(above(before.layers(), common), true);
        changed.or(written(above(after.layers(), common), true));
        BitSet inFirst = written(before.layers(), false);
        BitSet inSecond = written(after.layers(), false);
        return page(changed, range, after.snapshot(), (block, expiry) -> new ListedBlock(block,
                inFirst.get(block) ? Optional.of(token(before, block, expiry)) : Optional.empty(),
                inSecond.get(block) ? Optional.of(token(after, block, expiry)) : Optional.empty()));
    }

    /** The content of a block. Throws as {@link #list}, BLOCK_INDEX, BLOCK_TOKEN. */
    public byte[] read(SnapshotId id, int block, String token) {
        Found found = find(id);
        if (block < 0 || (long) block * BLOCK_BYTES >= (long) found.snapshot().volumeSize() << 30) {
            throw new StoreException(StoreError.BLOCK_INDEX, "The snapshot '" + id + "' has no block " + block + ".");
        }
        BlockToken.require(token, id, found.snapshot().layerId(), block, clock.get());
        try (LayerChain chain = new LayerChain(layout, found.layers())) {
            return chain.read(block);
        }
    }

    private Found find(SnapshotId id) {
        return catalogue.read(reader -> find(reader, id));
    }

    private Found find(Reader reader, SnapshotId id) {
        Snapshot snapshot = reader.find(Snapshot.TABLE, id.value())
                .filter(stored -> CopyRules.mayRead(stored.document(), account))
                .orElseThrow(() -> new StoreException(StoreError.SNAPSHOT_NOT_FOUND, "The snapshot '" + id + "' does not exist."))
                .document();
        CopyRules.check(snapshot, account);
        List<LayerId> layers = new ArrayList<>(Layers.chain(reader, snapshot.layerId()).stream().map(Layer::layerId).toList());
        Collections.reverse(layers);
        return new Found(snapshot, layers);
    }

    /** The layers of a chain that are above what two chains have in common. */
    private static List<LayerId> above(List<LayerId> layers, List<LayerId> common) {
        return layers.stream().filter(layer -> !common.contains(layer)).toList();
    }

    private BitSet written(List<LayerId> layers, boolean zeros) {
        try (LayerChain chain = new LayerChain(layout, layers)) {
            return chain.written(zeros);
        }
    }

    private static String token(Found found, int block, Instant expiry) {
        return BlockToken.of(found.snapshot().snapshotId(), found.snapshot().layerId(), block, expiry);
    }

    @FunctionalInterface
    private interface Describing {
        ListedBlock of(int block, Instant expiry);
    }

    private BlockList page(BitSet blocks, BlockRange range, Snapshot snapshot, Describing describing) {
        int most = range.maxResults().orElse(MOST);
        if (most < LEAST || most > MOST || range.from().orElse(0) < 0) {
            throw new StoreException(StoreError.PARAMETER_VALUE, "An answer has from " + LEAST + " to " + MOST
                    + " blocks, and they are counted from 0.");
        }
        Instant expiry = clock.get().plus(VALIDITY);
        List<ListedBlock> listed = new ArrayList<>();
        int next = blocks.nextSetBit(range.token().map(SnapshotBlocks::place).orElse(range.from().orElse(0)));
        while (next >= 0 && listed.size() < most) {
            listed.add(describing.of(next, expiry));
            next = blocks.nextSetBit(next + 1);
        }
        return new BlockList(listed, expiry, snapshot.volumeSize(), next < 0 ? Optional.empty() : Optional.of("block-" + next));
    }

    private static int place(String token) {
        if (!token.matches("block-\\d{1,9}")) {
            throw new StoreException(StoreError.PAGE_TOKEN, "The page token is none of ours.");
        }
        return Integer.parseInt(token.substring(token.indexOf('-') + 1));
    }
}
