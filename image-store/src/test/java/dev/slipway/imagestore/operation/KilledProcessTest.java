package dev.slipway.imagestore.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.sweep.Swept;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever a process dies, the next command puts everything right. */
class KilledProcessTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private Path disk;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        disk = test.qcow2("disk.qcow2", 4, 1);
    }

    @AfterEach
    void nothingLiesAbout() throws IOException {
        assertEquals(List.of(), test.store.operations().recover());
        assertEquals(List.of(), test.leftovers());
        List<String> files = test.filesInPlace();
        assertEquals(new Swept(Set.of(), Set.of()), test.store.sweep().run());
        assertEquals(files, test.filesInPlace());
        test.close();
    }

    @Test
    void anImportThatIsKilledWhileItCopiesLeavesNothing() throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, null, "import-killed", "web", disk.toString()));
        assertTrue(test.filesInPlace().stream().anyMatch(file -> file.startsWith("staging/")));
        test.store.operations().recover();
        assertEquals(List.of(), test.filesInPlace());
        assertEquals(List.of(), test.store.images().list(Query.all()));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "IMPORT_STAGED", "LAYER_MOVED", "IMAGE_WRITTEN"})
    void anImportThatDiesBeforeItsCommitLeavesNothing(Failpoint failpoint) throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, failpoint, "import", "web", disk.toString()));
        test.store.operations().recover();
        assertEquals(List.of(), test.filesInPlace());
        assertEquals(List.of(), test.store.images().list(Query.all()));
        test.store.images().importMachineImage(ImageSettings.named("web"), DiskSource.of(disk), Progress.NONE);
    }

    @Test
    void anImportThatDiesAfterItsCommitIsComplete() {
        assertEquals(Failpoint.EXIT,
                DoomedProcess.run(test.layout, Failpoint.IMPORT_COMMITTED, "import", "web", disk.toString()));
        assertEquals("web", test.store.images().find("web").name());
    }

    @ParameterizedTest
    @EnumSource(names = {"VOLUME_MARKED", "VOLUME_FILES_DELETED"})
    void aDeletionOfAVolumeThatDiesIsFinished(Failpoint failpoint) throws IOException {
        try (Rollback rollback = new Rollback()) {
            Volume volume = test.store.volumes().prepare(List.of(VolumePlan.blank(1)), rollback).get(0);
            test.store.catalogue().change(c -> c.insert(Volume.TABLE, volume));
            rollback.commit();
        }
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, failpoint, "delete-volume"));
        test.store.operations().recover();
        assertEquals(List.of(), test.store.volumes().list(Query.all()));
        assertEquals(List.of(), test.filesInPlace());
    }

    @ParameterizedTest
    @EnumSource(names = {"SWEEP_DECIDED", "GARBAGE_MOVED"})
    void aSweepThatDiesIsFinished(Failpoint failpoint) throws IOException {
        test.store.images().importMachineImage(ImageSettings.named("web"), DiskSource.of(disk), Progress.NONE);
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, failpoint, "forget-image", "web"));
        test.store.operations().recover();
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void theLockOfAnOperationThatWasCommittedAndNoLivingOneGoes() throws IOException {
        test.store.operations().register("launch", operation -> { });
        RunningOperation alive = test.store.operations().begin("launch", Map.of(), List.of());
        String living = alive.operation().operationId() + ".lock";
        Files.createFile(test.layout.locks().resolve("op-0123456789abcdef0.lock"));
        test.store.operations().recover();
        try (Stream<Path> left = Files.list(test.layout.locks())) {
            assertEquals(List.of(living), left.map(file -> file.getFileName().toString()).toList());
        }
        alive.close();
    }

    @Test
    void anOperationOfALivingProcessIsLeftAlone() {
        test.store.operations().register("launch", operation -> {
            throw new AssertionError("it is alive");
        });
        RunningOperation alive = test.store.operations().begin("launch", Map.of(), List.of());
        test.store.operations().recover();
        test.store.catalogue().change(change -> {
            alive.finish(change);
            return null;
        });
        alive.close();
    }

    @Test
    void whatCannotBeSettledNowIsReportedAndStays() throws IOException {
        StoreException trouble = new StoreException(StoreError.STORE_BUSY, "Not now.");
        test.store.operations().register("launch", operation -> {
            throw trouble;
        });
        RunningOperation operation = test.store.operations().begin("launch", Map.of(), List.of());
        assertThrows(StoreException.class, operation::close);
        assertEquals(List.of(new Unsettled(operation.operation(), trouble)), test.store.operations().recover());
        assertEquals(1, test.leftovers().size());
        test.store.operations().register("launch", again -> { });
    }
}
