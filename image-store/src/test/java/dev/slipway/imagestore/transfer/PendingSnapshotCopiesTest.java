package dev.slipway.imagestore.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.tag.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of snapshots that are seen from their beginning: pending, and none of them for ever. */
class PendingSnapshotCopiesTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;
    private TwoRegions regions;
    private ImageStore near;
    private SnapshotId original;

    @BeforeEach
    void open() throws IOException {
        regions = new TwoRegions(folder);
        near = regions.near.store;
        original = regions.chained("web", 2, MIB).snapshotIds().get(0);
    }

    @AfterEach
    void close() throws IOException {
        assertEquals(List.of(), regions.near.leftovers());
        assertEquals(0, regions.far.layout().locks().toFile().list().length);
        regions.close();
    }

    @Test
    void aCopyIsPendingAndThenComplete() {
        List<Snapshot> seen = new ArrayList<>();
        Snapshot copy = copy(begun -> {
            seen.addAll(near.snapshots().list(Query.all()));
            assertEquals(List.of(begun), seen);
            SlipwayException e = assertThrows(SlipwayException.class,
                    () -> near.catalogue().read(reader -> near.snapshots().restorable(reader, begun.snapshotId())));
            assertEquals(StoreError.SNAPSHOT_STATE, e.code());
            near.tags().add(List.of(begun.snapshotId().value()), List.of(new Tag("while", "pending")));
        }, Progress.NONE);
        assertEquals(SnapshotState.PENDING, seen.get(0).state());
        assertEquals(SnapshotState.COMPLETED, copy.state());
        assertEquals(List.of(new Tag("while", "pending")), copy.tags());
        assertEquals(List.of(copy), near.snapshots().list(Query.all()));
    }

    @Test
    void oneThatBreaksOffSaysWhy() throws IOException {
        Image simple = regions.simple("simple", 2, 1);
        original = simple.snapshotIds().get(0);
        regions.damage(regions.layerOf(simple));
        SlipwayException e = assertThrows(SlipwayException.class, () -> copy(begun -> { }, Progress.NONE));
        assertEquals(StoreError.LAYER_DAMAGED, e.code());
        Snapshot left = only();
        assertEquals(SnapshotState.ERROR, left.state());
        assertTrue(left.stateMessage().orElseThrow().startsWith("LayerDamaged: "), left.toString());
        assertDeletable(left);
    }

    @Test
    void oneThatIsInterruptedIsGone() throws IOException {
        Thread main = Thread.currentThread();
        SlipwayException e = assertThrows(SlipwayException.class, () -> copy(begun -> { }, (step, done, total) -> main.interrupt()));
        assertTrue(Thread.interrupted());
        assertEquals(HostError.INTERRUPTED, e.code());
        assertEquals(List.of(), near.snapshots().list(Query.all()));
        near.sweep().run();
        assertEquals(List.of(), regions.near.filesInPlace());
    }

    @Test
    void oneThatIsDeletedMeanwhileDoesNotComeBack() throws IOException {
        SlipwayException e = assertThrows(SlipwayException.class,
                () -> copy(begun -> near.snapshots().delete(begun.snapshotId()), Progress.NONE));
        assertEquals(StoreError.CONCURRENT_CHANGE, e.code());
        near.sweep().run();
        assertEquals(List.of(), regions.near.filesInPlace());
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY_ANNOUNCED", "COPY_LAYER_STAGED", "COPY_LAYER_ADMITTED", "COPY_COMMITTING"})
    void oneWhoseProcessDiesBecomesAnError(Failpoint failpoint) throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(
                regions.near.layout, failpoint, "copy-snapshot", TwoRegions.FAR, original.value()));
        assertEquals(SnapshotState.PENDING, only().state());
        assertEquals(List.of(), near.operations().recover());
        assertEquals(List.of(), regions.far.operations().recover());
        Snapshot left = only();
        assertEquals(SnapshotState.ERROR, left.state());
        assertEquals("Server.InternalError: The process that made the copy ended.", left.stateMessage().orElseThrow());
        assertDeletable(left);
    }

    private Snapshot copy(Consumer<Snapshot> begun, Progress progress) {
        return near.snapshotCopies().copy(regions.far, original, Optional.empty(), List.of(), false, begun, progress);
    }

    private Snapshot only() {
        List<Snapshot> all = near.snapshots().list(Query.all());
        assertEquals(1, all.size());
        return all.get(0);
    }

    private void assertDeletable(Snapshot left) throws IOException {
        near.snapshots().lineage(left.snapshotId());
        near.snapshots().delete(left.snapshotId());
        near.sweep().run();
        assertEquals(List.of(), regions.near.filesInPlace());
    }
}
