package dev.slipway.imagestore.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.sharing.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

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
        snapshot = web.rootVolume().orElseThrow().snapshotId();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aNameIsTakenOncePerAccount() {
        StoreException e = refused(StoreError.IMAGE_NAME_DUPLICATE, () -> register("web", volume("/dev/sda1", 1)));
        assertEquals("The image name 'web' is already in use by '" + web.imageId() + "'.", e.getMessage());
        refused(StoreError.IMAGE_NAME_DUPLICATE, () -> test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.file("disk.raw")), Progress.NONE));
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            Image other = bob.images().importMachineImage(
                    ImageSettings.named("web"), DiskSource.of(test.file("disk.raw")), Progress.NONE);
            assertEquals(other, bob.images().find("web"));
            assertEquals(web, test.store.images().find("web"));
        }
    }

    @Test
    void aPrivateImageOfAnotherAccountIsNotFound() {
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find("web"));
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find(web.imageId().value()));
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().describe(List.of(web.imageId())));
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.deregistration().run(List.of(web.imageId()), false));
            refused(StoreError.SNAPSHOT_NOT_FOUND, () -> bob.snapshots().describe(List.of(snapshot)));
            refused(StoreError.SNAPSHOT_NOT_FOUND, () -> bob.snapshots().delete(snapshot));
            assertEquals(List.of(), bob.images().list(Query.all()));
        }
    }

    @Test
    void publicImagesAreSeenByAllAndAmbiguousNamesAreRefusedWithTheCandidates() {
        Image other;
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            other = bob.images().importMachineImage(
                    ImageSettings.named("web"), DiskSource.of(test.file("disk.raw")), Progress.NONE);
        }
        for (Image image : List.of(web, other)) {
            test.store.catalogue().change(c -> c.update(Image.TABLE, ImageDraft.of(image).launchPermissions(Permissions.NONE.withPublic(true)).build(), 1));
        }
        try (ImageStore carol = test.openAs(new AccountId("000000001002"))) {
            assertEquals(2, carol.images().list(Query.all()).size());
            StoreException e = refused(StoreError.IMAGE_AMBIGUOUS, () -> carol.images().find("web"));
            assertTrue(e.hint().orElseThrow().contains(web.imageId().value()));
            assertTrue(e.hint().orElseThrow().contains(other.imageId().value()));
            assertEquals(web.imageId(), carol.images().find(web.imageId().value()).imageId());
        }
    }

    @Test
    void whatDoesNotExistIsToldInEc2sWords() {
        ImageId one = ImageId.nextMachine();
        ImageId two = ImageId.nextMachine();
        assertEquals("The image id '[" + one + "]' does not exist.",
                refused(StoreError.IMAGE_NOT_FOUND, () -> describe(web.imageId(), one)).getMessage());
        assertEquals("The image ids '[" + one + ", " + two + "]' do not exist.",
                refused(StoreError.IMAGE_NOT_FOUND, () -> describe(one, web.imageId(), two)).getMessage());
        assertEquals("The image 'wbe' does not exist.",
                refused(StoreError.IMAGE_NOT_FOUND, () -> test.store.images().find("wbe")).getMessage());
    }

    @Test
    void registrationFillsInWhatIsLeftOpen() {
        Image image = register("two disks", volume("/dev/sda1", 0), blank("/dev/sdb", 2),
                new BlockDeviceRequest("/dev/sdc", Optional.empty(), Optional.of("ephemeral0"), Optional.empty()));
        assertEquals(new BlockDevice.FromSnapshot(snapshot, 1, "gp3", true), image.blockDeviceMappings().get(0).device());
        assertEquals(new BlockDevice.Blank(2, "gp3", true), image.blockDeviceMappings().get(1).device());
        assertEquals(new BlockDevice.Ephemeral(0), image.blockDeviceMappings().get(2).device());
        assertEquals(Architecture.X86_64, image.architecture());
        assertTrue(Files.exists(test.layout.imageRecord(image.imageId())));
    }

    @Test
    void aMappingThatCannotBeIsRefused() {
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register("no root", blank("/dev/sdb", 2)));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register("blank root", blank("/dev/sda1", 2)));
        refused(StoreError.BLOCK_DEVICE_MAPPING,
                () -> register("twice", volume("/dev/sda1", 1), blank("/dev/sda1", 2)));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register("no size", volume("/dev/sda1", 1), blank("/dev/sdb", 0)));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register("huge", volume("/dev/sda1", 1 << 20)));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register("name", volume("../../etc", 1)));
        refused(StoreError.SNAPSHOT_NOT_FOUND, () -> register("lost", new BlockDeviceRequest("/dev/sda1", Optional.of(
                new EbsRequest(Optional.of(SnapshotId.next()), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(), Optional.empty())));
        assertEquals(1, test.store.images().list(Query.all()).size());
    }

    @Test
    void aParavirtualImageNeedsAKernelOfItsArchitecture() throws IOException {
        byte[] bytes = new byte[2048];
        System.arraycopy("HdrS".getBytes(), 0, bytes, 0x202, 4);
        Path file = Files.write(test.file("vmlinuz"), bytes);
        ImageId kernel = test.store.images().importBootImage(
                ImageType.KERNEL, ImageSettings.named("kernel"), file, Progress.NONE).imageId();

        refused(StoreError.PARAMETER_MISSING, () -> paravirtual(Architecture.X86_64, Optional.empty(), Optional.empty()));
        refused(StoreError.PARAMETER_VALUE, () -> register(
                paravirtual(Architecture.I386, Optional.of(kernel), Optional.empty())));
        refused(StoreError.PARAMETER_VALUE, () -> register(
                paravirtual(Architecture.X86_64, Optional.of(web.imageId()), Optional.empty())));
        refused(StoreError.PARAMETER_VALUE, () -> register(
                paravirtual(Architecture.X86_64, Optional.of(kernel), Optional.of(kernel))));
        refused(StoreError.IMAGE_NOT_FOUND, () -> register(
                paravirtual(Architecture.X86_64, Optional.of(ImageId.nextKernel()), Optional.empty())));
        Image image = register(paravirtual(Architecture.X86_64, Optional.of(kernel), Optional.empty()));
        assertEquals(Optional.of(kernel), image.kernelId());
        assertEquals(Optional.of("console=ttyS0"), image.kernelCommandLine());
        refused(StoreError.IMAGE_UNAVAILABLE, () -> test.store.images().findLaunchable("kernel"));
    }

    @Test
    void aDeregisteredImageIsGoneAndItsNameIsFree() {
        refused(StoreError.SNAPSHOT_IN_USE, () -> test.store.snapshots().delete(snapshot));
        test.store.deregistration().run(List.of(web.imageId()), false);
        refused(StoreError.IMAGE_NOT_FOUND, () -> describe(web.imageId()));
        refused(StoreError.IMAGE_UNAVAILABLE, () -> test.store.images().find(web.imageId().value()));
        refused(StoreError.IMAGE_UNAVAILABLE, () -> test.store.deregistration().run(List.of(web.imageId()), false));
        assertEquals(List.of(), test.store.images().list(Query.all()));
        register("web", volume("/dev/sda1", 1));
    }

    @Test
    void aSnapshotThatNoImageUsesCanBeDeleted() {
        test.store.deregistration().run(List.of(web.imageId()), false);
        test.store.snapshots().delete(snapshot);
        refused(StoreError.SNAPSHOT_NOT_FOUND, () -> test.store.snapshots().delete(snapshot));
        assertTrue(Files.notExists(test.layout.snapshotRecord(snapshot)));
    }

    @Test
    void ofTwoChangesToOneVersionOneIsRefused() {
        Stored<Image> read = test.store.catalogue().read(r -> r.find(Image.TABLE, web.imageId().value())).orElseThrow();
        test.store.deregistration().run(List.of(web.imageId()), false);
        refused(StoreError.CONCURRENT_CHANGE, () -> test.store.catalogue().change(
                c -> c.update(Image.TABLE, read.document(), read.version())));
    }

    private ImageSettings paravirtual(Architecture architecture, Optional<ImageId> kernel, Optional<ImageId> ramdisk) {
        return new ImageSettings("paravirtual", Optional.empty(), architecture, VirtualizationType.PARAVIRTUAL,
                Optional.empty(), kernel, ramdisk, Optional.of("console=ttyS0"), List.of());
    }

    private Image register(ImageSettings settings) {
        return test.store.images().register(settings, "/dev/sda1", List.of(volume("/dev/sda1", 1)));
    }

    private Image register(String name, BlockDeviceRequest... devices) {
        return test.store.images().register(ImageSettings.named(name), "/dev/sda1", List.of(devices));
    }

    /** A volume from the snapshot; size 0 leaves it open. */
    private BlockDeviceRequest volume(String name, int size) {
        return new BlockDeviceRequest(name, Optional.of(new EbsRequest(Optional.of(snapshot),
                size == 0 ? Optional.empty() : Optional.of(size), Optional.empty(), Optional.empty())),
                Optional.empty(), Optional.empty());
    }

    private static BlockDeviceRequest blank(String name, int size) {
        return new BlockDeviceRequest(name, Optional.of(new EbsRequest(Optional.empty(),
                size == 0 ? Optional.empty() : Optional.of(size), Optional.empty(), Optional.empty())),
                Optional.empty(), Optional.empty());
    }

    private List<Image> describe(ImageId... ids) {
        return test.store.images().describe(List.of(ids));
    }

    private static StoreException refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
