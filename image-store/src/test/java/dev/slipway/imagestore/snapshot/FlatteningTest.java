package dev.slipway.imagestore.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Chains;
import dev.slipway.imagestore.layer.Flattening;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deep chains become short, and nobody who reads them can tell. */
class FlatteningTest extends SnapshotLab {

    private static final int DEEP = 40;

    @Test
    void aDeepChainBecomesShortAndHoldsWhatItHeld() throws IOException {
        VolumeId id = blank().volumeId();
        List<Snapshot> taken = new ArrayList<>();
        for (int i = 1; i <= DEEP; i++) {
            write(id, i % 4, i);
            taken.add(snapshot(id));
        }
        assertEquals(DEEP, depth(now(id).layerId().orElseThrow()));
        Flattening flattening = test.store.flattening();
        List<LayerId> due = flattening.due();
        assertEquals(List.of(taken.get(16).layerId(), taken.get(32).layerId()), due);
        due.forEach(layer -> flattening.flatten(layer, Progress.NONE));
        assertEquals(List.of(), flattening.due());
        assertEquals(DEEP - 32, depth(now(id).layerId().orElseThrow()));
        for (int i : List.of(1, 15, 16, 17, 18, 33, 34, DEEP)) {
            assertHolds(taken.get(i - 1), i % 4, i);
        }
        Layer whole = layer(due.get(0));
        assertEquals(whole.sha256().orElseThrow(),
                DurableFiles.sha256(test.layout.layerDisk(whole.layerId()), Progress.NONE));
        assertEquals(Files.size(test.layout.layerDisk(whole.layerId())), whole.fileSizeBytes());
        // Nothing needs the lower ones but their own snapshots.
        taken.subList(0, 16).forEach(snapshot -> test.store.snapshots().delete(snapshot.snapshotId()));
        assertEquals(DEEP - 16, Files.list(test.layout.layers()).count());
        assertHolds(taken.get(20), 21 % 4, 21);
    }

    @Test
    void whatBecomesTooDeepIsFlattenedBehindTheCommand() {
        AtomicInteger begun = new AtomicInteger();
        test.store.flattening().keepBelow(2, begun::incrementAndGet);
        VolumeId id = blank().volumeId();
        snapshot(id);
        snapshot(id);
        assertEquals(0, begun.get());
        snapshot(id);
        assertEquals(1, begun.get());
        assertEquals(1, test.store.flattening().due().size());
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAIN_FLATTENED", "CHAIN_REPLACED"})
    void aFlatteningThatDiesIsAllOrNothing(Failpoint failpoint) throws IOException {
        VolumeId id = blank().volumeId();
        write(id, 0, 1);
        Snapshot first = snapshot(id);
        write(id, 1, 2);
        Snapshot second = snapshot(id);
        assertEquals(Failpoint.EXIT,
                DoomedProcess.run(test.layout, failpoint, "flatten", second.layerId().value()));
        test.store.operations().recover();
        boolean replaced = failpoint == Failpoint.CHAIN_REPLACED;
        assertEquals(replaced ? 1 : 2, depth(second.layerId()));
        assertEquals(replaced, QemuImg.info(test.layout.layerDisk(second.layerId())).backingFile().isEmpty());
        assertEquals(replaced ? Optional.empty() : Optional.of(first.layerId()), layer(second.layerId()).parent());
        assertHolds(second, 0, 1);
        assertHolds(second, 1, 2);
        test.store.snapshots().delete(first.snapshotId());
        assertHolds(second, 0, 1);
    }

    @Test
    void anInterruptedFlatteningLeavesTheChain() {
        VolumeId id = blank().volumeId();
        write(id, 0, 1);
        snapshot(id);
        write(id, 1, 2);
        Snapshot second = snapshot(id);
        Thread.currentThread().interrupt();
        HostException e = assertThrows(HostException.class,
                () -> test.store.flattening().flatten(second.layerId(), Progress.NONE));
        assertEquals(HostError.INTERRUPTED, e.kind());
        assertTrue(Thread.interrupted());
        assertEquals(2, depth(second.layerId()));
        assertHolds(second, 1, 2);
    }

    @Test
    void branchesAreEachMadeShort() {
        VolumeId id = blank().volumeId();
        Snapshot stem = snapshot(id);
        VolumeId branch = from(stem).volumeId();
        test.store.flattening().keepBelow(1, () -> { });
        Snapshot left = snapshot(id);
        Snapshot right = snapshot(branch);
        assertEquals(List.of(left.layerId(), right.layerId()), test.store.flattening().due());
        test.store.flattening().due().forEach(layer -> test.store.flattening().flatten(layer, Progress.NONE));
        assertEquals(List.of(), test.store.flattening().due());
        assertEquals(1, depth(left.layerId()));
    }

    private int depth(LayerId id) {
        return test.store.catalogue().read(reader -> Chains.depth(reader, id));
    }

    private Layer layer(LayerId id) {
        return test.store.catalogue().read(reader -> reader.find(Layer.TABLE, id.value())).orElseThrow().document();
    }
}
