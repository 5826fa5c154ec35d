package dev.slipway.imagestore.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.block.BlockList;
import dev.slipway.imagestore.block.BlockRange;
import dev.slipway.imagestore.block.ListedBlock;
import dev.slipway.imagestore.block.SnapshotBlocks;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.source.ImportSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read block by block is what qemu-img reads, and only what was written is listed. */
class SnapshotBlocksTest extends SnapshotLab {

    private static final int PER_MIB = 2;

    private List<Integer> indexes(BlockList list) {
        return list.blocks().stream().map(ListedBlock::index).toList();
    }

    private void zero(VolumeId id, int mib) {
        Subprocess.run(List.of("qemu-io", "-f", "qcow2", "-c", "write -q -z " + mib + "M 1M", disk(id).toString()),
                Duration.ofSeconds(30));
    }

    @Test
    void blocksAreWhatWasWrittenAndHoldIt() throws IOException {
        VolumeId id = blank().volumeId();
        write(id, 1, 7);
        write(id, 3, 8);
        Snapshot first = snapshot(id);
        write(id, 3, 9);
        zero(id, 1);
        write(id, 700, 5);
        Snapshot second = snapshot(id);
        SnapshotBlocks blocks = test.store.snapshotBlocks();
        assertEquals(List.of(2, 3, 6, 7), indexes(blocks.list(first.snapshotId(), BlockRange.ALL)));
        BlockList changed = blocks.changed(first.snapshotId(), second.snapshotId(), BlockRange.ALL);
        assertEquals(List.of(2, 3, 6, 7, 1400, 1401), indexes(changed));
        assertEquals(1, changed.volumeSize());
        assertEquals(Optional.empty(), changed.blocks().get(4).firstToken());
        assertSame(first, blocks);
        assertSame(second, blocks);
        test.store.volumes().delete(id);
    }

    @Test
    void aLayerThatWasImportedCompressedIsReadToo() throws IOException {
        Path raw = test.raw("disk.raw", 4, 3);
        Path packed = test.file("packed.qcow2");
        TestStore.qemuImg("convert", "-c", "-f", "raw", "-O", "qcow2", raw.toString(), packed.toString());
        Snapshot imported = test.store.images().importSnapshot(ImportSource.of(
                new DiskSource(packed, Optional.empty())), Optional.empty(), List.of(),
                Progress.NONE);
        VolumeId id = from(imported).volumeId();
        write(id, 2, 1);
        Snapshot later = snapshot(id);
        assertEquals(List.of(4, 5), indexes(test.store.snapshotBlocks().changed(imported.snapshotId(), later.snapshotId(), BlockRange.ALL)));
        assertSame(imported, test.store.snapshotBlocks());
        assertSame(later, test.store.snapshotBlocks());
        test.store.volumes().delete(id);
    }

    private void assertSame(Snapshot snapshot, SnapshotBlocks blocks) throws IOException {
        Path raw = folder.resolve(snapshot.snapshotId() + ".raw");
        TestStore.qemuImg("convert", "-f", "qcow2", "-O", "raw", test.layout.layerDisk(snapshot.layerId()).toString(), raw.toString());
        BlockList list = blocks.list(snapshot.snapshotId(), BlockRange.ALL);
        try (RandomAccessFile disk = new RandomAccessFile(raw.toFile(), "r")) {
            byte[] expected = new byte[SnapshotBlocks.BLOCK_BYTES];
            byte[] zeros = new byte[SnapshotBlocks.BLOCK_BYTES];
            for (int block = 0; (long) block * expected.length < disk.length(); block++) {
                int index = block;
                disk.seek((long) block * expected.length);
                disk.readFully(expected);
                Optional<ListedBlock> listed = list.blocks().stream().filter(each -> each.index() == index).findFirst();
                assertArrayEquals(expected, listed.isEmpty() ? zeros
                        : blocks.read(snapshot.snapshotId(), block, listed.get().token().orElseThrow()), "block " + block);
            }
        }
    }

    @Test
    void pagesFollowEachOther() {
        VolumeId id = blank().volumeId();
        for (int mib = 0; mib < 60; mib++) {
            write(id, mib, 1);
        }
        Snapshot snapshot = snapshot(id);
        SnapshotBlocks blocks = test.store.snapshotBlocks();
        BlockList first = blocks.list(snapshot.snapshotId(), new BlockRange(Optional.of(100), Optional.empty(), Optional.empty()));
        assertEquals(100, first.blocks().size());
        BlockList second = blocks.list(snapshot.snapshotId(), new BlockRange(Optional.of(100), Optional.empty(), first.nextToken()));
        assertEquals(60 * PER_MIB - 100, second.blocks().size());
        assertEquals(100, second.blocks().get(0).index());
        assertTrue(second.nextToken().isEmpty());
        assertEquals(List.of(119), indexes(blocks.list(snapshot.snapshotId(),
                new BlockRange(Optional.empty(), Optional.of(119), Optional.empty()))));
        refused(StoreError.PARAMETER_VALUE, () -> blocks.list(snapshot.snapshotId(),
                new BlockRange(Optional.of(99), Optional.empty(), Optional.empty())));
        refused(StoreError.PAGE_TOKEN, () -> blocks.list(snapshot.snapshotId(),
                new BlockRange(Optional.empty(), Optional.empty(), Optional.of("x"))));
        test.store.volumes().delete(id);
    }

    @Test
    void tokensAreGoodForTheirBlockForAWeekAndForWhoeverMayRead() {
        VolumeId id = blank().volumeId();
        write(id, 0, 1);
        SnapshotId snapshot = snapshot(id).snapshotId();
        write(id, 0, 2);
        SnapshotId other = snapshot(id).snapshotId();
        SnapshotBlocks blocks = test.store.snapshotBlocks();
        String token = blocks.list(snapshot, BlockRange.ALL).blocks().get(0).token().orElseThrow();
        assertEquals(1, blocks.read(snapshot, 0, token)[5]);
        for (String bad : List.of("", "nonsense", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", token.substring(0, 20) + (token.charAt(20) == 'A' ? 'B' : 'A') + token.substring(21))) {
            refused(StoreError.BLOCK_TOKEN, () -> blocks.read(snapshot, 0, bad));
        }
        refused(StoreError.BLOCK_TOKEN, () -> blocks.read(snapshot, 1, token));
        refused(StoreError.BLOCK_TOKEN, () -> blocks.read(other, 0, token));
        refused(StoreError.BLOCK_INDEX, () -> blocks.read(snapshot, 2048, token));
        refused(StoreError.BLOCK_INDEX, () -> blocks.read(snapshot, -1, token));
        SnapshotBlocks later = new SnapshotBlocks(test.store.catalogue(), test.layout, TestStore.ALICE,
                () -> Timestamp.now().plus(Duration.ofDays(8)));
        refused(StoreError.BLOCK_TOKEN, () -> later.read(snapshot, 0, token));
        SnapshotBlocks bob = new SnapshotBlocks(test.store.catalogue(), test.layout, TestStore.BOB, Timestamp::now);
        refused(StoreError.SNAPSHOT_NOT_FOUND, () -> bob.read(snapshot, 0, token));
        VolumeId unrelated = blank().volumeId();
        write(unrelated, 0, 3);
        SnapshotId third = snapshot(unrelated).snapshotId();
        refused(StoreError.SNAPSHOTS_UNRELATED, () -> blocks.changed(snapshot, third, BlockRange.ALL));
        test.store.volumes().delete(id);
        test.store.volumes().delete(unrelated);
    }
}
