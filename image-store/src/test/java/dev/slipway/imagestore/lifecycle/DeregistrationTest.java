package dev.slipway.imagestore.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.lifecycle.DeletedSnapshot.Outcome;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that are taken away, with and without what they are made of. */
class DeregistrationTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private Image web;
    private SnapshotId snapshot;

    @BeforeEach
    void importOne() throws IOException {
        test = new TestStore(folder);
        web = test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        snapshot = web.snapshotIds().get(0);
    }

    @AfterEach
    void nothingLiesAbout() throws IOException {
        test.store.operations().recover();
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    @Test
    void snapshotsStayUnlessItIsSaidOtherwise() {
        Deregistered done = test.store.deregistration().run(List.of(web.imageId()), false);
        assertEquals(List.of(), done.snapshots());
        assertEquals(1, test.store.snapshots().list(Query.all()).size());
    }

    @Test
    void snapshotsThatNobodyElseUsesGoWithTheirContent() throws IOException {
        Deregistered done = test.store.deregistration().run(List.of(web.imageId(), web.imageId()), true);
        assertEquals(List.of(web), done.images());
        assertEquals(List.of(new DeletedSnapshot(snapshot, Outcome.SUCCESS)), done.snapshots());
        assertEquals(List.of(), test.store.snapshots().list(Query.all()));
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void aSnapshotThatAnotherImageUsesIsSkippedUntilThatGoesToo() {
        Image second = register("second");
        Deregistered look = test.store.deregistration().look(List.of(web.imageId()), true);
        assertEquals(List.of(new DeletedSnapshot(snapshot, Outcome.SKIPPED)), look.snapshots());
        assertEquals(web, test.store.images().find("web"));
        assertEquals(look, test.store.deregistration().run(List.of(web.imageId()), true));
        Image third = register("third");
        assertEquals(List.of(new DeletedSnapshot(snapshot, Outcome.SUCCESS)),
                test.store.deregistration().run(List.of(second.imageId(), third.imageId()), true).snapshots());
    }

    @Test
    void severalGoTogetherOrNotAtAll() {
        ImageId none = ImageId.nextMachine();
        ImageId neither = ImageId.nextMachine();
        StoreException e = refused(StoreError.IMAGE_NOT_FOUND,
                () -> test.store.deregistration().run(List.of(web.imageId(), none, neither), true));
        assertEquals("The image ids '[" + none + ", " + neither + "]' do not exist.", e.getMessage());
        Image second = register("second");
        test.store.protection().enable(second.imageId(), false);
        refused(StoreError.OPERATION_NOT_PERMITTED,
                () -> test.store.deregistration().run(List.of(web.imageId(), second.imageId()), true));
        refused(StoreError.OPERATION_NOT_PERMITTED,
                () -> test.store.deregistration().look(List.of(web.imageId(), second.imageId()), true));
        assertEquals(web, test.store.images().find("web"));
        assertTrue(Files.exists(test.layout.imageRecord(web.imageId())));
        assertTrue(Files.exists(test.layout.snapshotRecord(snapshot)));
    }

    @Test
    void anotherAccountsImageDoesNotExist() {
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.deregistration().run(List.of(web.imageId()), true));
        }
    }

    @Test
    void imagesThatNameAKernelThatGoesAreTold() {
        ImageId kernel = ImageId.nextKernel();
        ImageId machine = ImageId.nextMachine();
        test.store.catalogue().change(change -> {
            change.insert(Image.TABLE, new ImageDraft(kernel, "kernel", TestStore.ALICE, ImageType.KERNEL,
                    Architecture.X86_64, Timestamp.now()).build());
            return change.insert(Image.TABLE, new ImageDraft(machine, "tiny", TestStore.ALICE, ImageType.MACHINE,
                    Architecture.X86_64, Timestamp.now()).kernelId(Optional.of(kernel)).build());
        });
        assertEquals(List.of(), test.store.deregistration().look(List.of(kernel, machine), false).orphaned());
        assertEquals(List.of(machine), test.store.deregistration().run(List.of(kernel), false).orphaned());
        refused(StoreError.IMAGE_UNAVAILABLE, () -> test.store.launches().bootImage(kernel));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "IMAGES_DEREGISTERED", "SWEEP_DECIDED", "GARBAGE_MOVED"})
    void aDeregistrationThatDiesIsDoneOrNotDoneAndLeavesNoLayer(Failpoint failpoint) throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, failpoint, "deregister", "web"));
        test.store.operations().recover();
        if (failpoint == Failpoint.OPERATION_BEGUN) {
            assertEquals(web, test.store.images().find("web"));
        } else {
            refused(StoreError.IMAGE_NOT_FOUND, () -> test.store.images().find("web"));
            assertEquals(List.of(), test.filesInPlace());
        }
    }

    private Image register(String name) {
        return test.store.images().register(ImageSettings.named(name), "/dev/sda1", List.of(new BlockDeviceRequest(
                "/dev/sda1", Optional.of(new EbsRequest(Optional.of(snapshot), Optional.empty(), Optional.empty(),
                Optional.empty())), Optional.empty(), Optional.empty())));
    }

    private static StoreException refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
