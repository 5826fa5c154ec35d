package dev.slipway.imagestore.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.ProductDraft;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies stand by themselves, carry what EC2 carries, and are refused what EC2 refuses. */
class ImageCopiesTest {

    private static final int MIB = 2;

    @TempDir
    private Path folder;
    private TwoRegions regions;
    private ImageStore near;

    @BeforeEach
    void open() throws IOException {
        regions = new TwoRegions(folder);
        near = regions.near.store;
    }

    @AfterEach
    void nothingLiesAbout() throws IOException {
        assertEquals(List.of(), regions.near.leftovers());
        assertEquals(0, regions.far.layout().stagingArea().toFile().list().length);
        assertEquals(0, regions.far.layout().locks().toFile().list().length);
        regions.close();
    }

    @Test
    void aCopyGoesOnWhenItsOriginalIsGone() throws IOException {
        Image original = regions.chained("web", MIB, 1);
        byte[] content = regions.contentOf(regions.far, original);
        List<Layer> layers = TwoRegions.layers(regions.far);
        Image copy = copy(request("web"));

        assertEquals(ImageState.AVAILABLE, copy.state());
        assertEquals("web", copy.name());
        assertEquals(ImageOrigin.copyOf(original.imageId(), TwoRegions.FAR), copy.origin());
        assertNotEquals(original.imageId(), copy.imageId());
        assertEquals(List.of("/dev/sda1", "/dev/sdb", "/dev/sdc"),
                copy.blockDeviceMappings().stream().map(mapping -> mapping.deviceName()).toList());
        assertEquals(layers.stream().map(Layer::layerId).toList(),
                TwoRegions.layers(near).stream().map(Layer::layerId).toList());
        assertTrue(TwoRegions.layers(near).stream().allMatch(layer -> layer.sha256().isPresent()));

        for (Image image : regions.far.images().list(Query.all())) {
            regions.far.deregistration().run(List.of(image.imageId()), false);
        }
        for (Snapshot snapshot : regions.far.snapshots().list(Query.all())) {
            regions.far.snapshots().delete(snapshot.snapshotId());
        }
        assertEquals(List.of(), TwoRegions.layers(regions.far));
        assertArrayEquals(content, regions.contentOf(near, copy));
        near.sweep().run();
        assertArrayEquals(content, regions.contentOf(near, copy));
    }

    @Test
    void everySnapshotSaysWhereItCameFrom() throws IOException {
        Image original = regions.chained("web", MIB, 1);
        Image copy = copy(request("web"));
        List<Snapshot> snapshots = near.snapshots().list(Query.all());
        assertEquals(2, snapshots.size());
        for (int i = 0; i < 2; i++) {
            String description = snapshots.get(i).description().orElseThrow();
            assertTrue(description.matches("Copied for DestinationAmi " + copy.imageId() + " from SourceAmi "
                    + original.imageId() + " for SourceSnapshot " + original.snapshotIds().get(i)
                    + "\\. Task created on \\d{1,3}(,\\d{3})+\\."), description);
            assertTrue(Files.exists(near.layout().snapshotRecord(snapshots.get(i).snapshotId())));
        }
        assertTrue(Files.exists(near.layout().imageRecord(copy.imageId())));
    }

    @Test
    void whatIsThereIsNotCopiedAgain() throws IOException {
        Image first = regions.chained("web", MIB, 1);
        copy(request("web"));
        List<String> steps = new ArrayList<>();
        near.imageCopies().copy(regions.far, named("web-2"), (step, done, total) -> steps.add(step));
        assertEquals(List.of(), steps);
        assertEquals(2, TwoRegions.layers(near).size());
        assertEquals(2, first.snapshotIds().size());
    }

    @Test
    void theSameContentUnderAnotherIdTakesNoSpace() throws IOException {
        Path disk = regions.near.qcow2("disk.qcow2", MIB, 1);
        near.images().importMachineImage(ImageSettings.named("mine"), DiskSource.of(disk), Progress.NONE);
        LayerId twin = TwoRegions.layers(near).get(0).layerId();
        regions.far.images().importMachineImage(ImageSettings.named("web"), DiskSource.of(disk), Progress.NONE);
        Image copy = copy(request("web"));
        LayerId layer = TwoRegions.layerOf(near, copy);
        assertNotEquals(twin, layer);
        assertEquals(Files.getAttribute(near.layout().layerDisk(twin), "unix:ino"),
                Files.getAttribute(near.layout().layerDisk(layer), "unix:ino"));
    }

    @Test
    void aCopyWithinTheRegionMovesNoByte() throws IOException {
        regions.simple("web", MIB, 1);
        Image copy = regions.far.imageCopies().copy(regions.far, named("web-2"), Progress.NONE);
        assertEquals(1, TwoRegions.layers(regions.far).size());
        assertEquals(2, regions.far.snapshots().list(Query.all()).size());
        assertEquals(TwoRegions.FAR, copy.origin().sourceImageRegion().orElseThrow());
        assertThrows(StoreException.class, () ->
                regions.far.imageCopies().copy(regions.far, request("web"), Progress.NONE));
    }

    @Test
    void permissionsDeprecationAndProtectionStayBehindAndTagsComeWhenAsked() throws IOException {
        Image original = regions.simple("web", MIB, 1);
        change(regions.far, original.imageId(), draft -> draft.description(Optional.of("The web."))
                .launchPermissions(new Permissions(true, List.of(TestStore.BOB)))
                .deprecationTime(Optional.of(Instant.EPOCH))
                .productCodes(List.of(new ProductCode("abc")))
                .tags(List.of(new Tag("a", "1"), new Tag("b", "2"))));
        Image copy = copy(request("web"));
        assertEquals(Permissions.NONE, copy.launchPermissions());
        assertEquals(Optional.empty(), copy.deprecationTime());
        assertEquals(List.of(), copy.tags());
        assertEquals(List.of(new ProductCode("abc")), copy.productCodes());
        assertEquals(Optional.of("The web."), copy.description());
        Image tagged = near.imageCopies().copy(regions.far, new CopyImageRequest("web", Optional.of("web-2"),
                Optional.of("Mine."), true, List.of(new Tag("b", "3")), false, Optional.empty()), Progress.NONE);
        assertEquals(List.of(new Tag("b", "3"), new Tag("a", "1")), tagged.tags());
        assertEquals(Optional.of("Mine."), tagged.description());
    }

    @Test
    void theStorageOfOthersIsTheirs() throws IOException {
        Image original = regions.simple("web", MIB, 1);
        try (ImageStore bobsFar = regions.openFarAs(TestStore.BOB); ImageStore bobsNear = regions.near.openAs(TestStore.BOB)) {
            refused(StoreError.IMAGE_NOT_FOUND, bobsNear, bobsFar, request("web"));
            change(regions.far, original.imageId(), draft -> draft.launchPermissions(new Permissions(true, List.of())));
            refused(StoreError.COPY_NOT_PERMITTED, bobsNear, bobsFar, request("web"));
            regions.far.catalogue().change(change -> {
                var stored = change.find(Snapshot.TABLE, original.snapshotIds().get(0).value()).orElseThrow();
                return change.update(Snapshot.TABLE,
                        stored.document().with(new Permissions(false, List.of(TestStore.BOB))), stored.version());
            });
            Image copy = bobsNear.imageCopies().copy(bobsFar, request("web"), Progress.NONE);
            assertEquals(TestStore.BOB, copy.ownerId());
            change(regions.far, original.imageId(), draft -> draft.productCodes(List.of(new ProductCode("abc"))));
            refused(StoreError.COPY_NOT_PERMITTED, bobsNear, bobsFar, named("web-2"));
        }
    }

    @Test
    void aPaidImageBringsItsProductAndItsTerms() throws IOException {
        ProductCode code = new ProductCode("web-pro");
        regions.far.products().create(code, new ProductDraft(Optional.empty(), Optional.of("0.05"), Optional.empty(),
                Optional.of("USD"), Optional.of("Pay.")));
        Image original = regions.simple("web", MIB, 1);
        regions.far.products().attach(code, original.imageId());
        Image copy = copy(request("web"));
        assertEquals(List.of(code), copy.productCodes());
        assertEquals("Pay.", near.products().describe(code).currentTerms().text());
        try (ImageStore bobs = regions.near.openAs(TestStore.BOB)) {
            StoreException e = assertThrows(StoreException.class,
                    () -> bobs.products().requireAccepted(copy.productCodes(), "web"));
            assertEquals(StoreError.OPT_IN_REQUIRED, e.kind());
        }
    }

    @Test
    void aCodeThatMeansAnotherProductThereIsRefused() throws IOException {
        ProductCode code = new ProductCode("web-pro");
        ProductDraft draft = new ProductDraft(Optional.empty(), Optional.of("0.05"), Optional.empty(),
                Optional.of("USD"), Optional.of("Pay."));
        regions.far.products().create(code, draft);
        try (ImageStore bobs = regions.near.openAs(TestStore.BOB)) {
            bobs.products().create(code, draft);
        }
        Image original = regions.simple("web", MIB, 1);
        regions.far.products().attach(code, original.imageId());
        refused(StoreError.COPY_NOT_PERMITTED, near, regions.far, request("web"));
        assertEquals(List.of(), near.images().list(Query.all()));
    }

    @Test
    void theKernelComesAlongOrIsFound() throws IOException {
        Path kernel = kernelFile();
        Image far = regions.far.images().importBootImage(ImageType.KERNEL, ImageSettings.named("kernel"), kernel,
                Progress.NONE);
        Image image = regions.far.images().importMachineImage(paravirtual("tiny", far.imageId()),
                DiskSource.of(regions.near.qcow2("tiny.qcow2", MIB, 1)), Progress.NONE);
        Image copy = copy(request("tiny"));
        ImageId brought = copy.kernelId().orElseThrow();
        assertNotEquals(far.imageId(), brought);
        assertArrayEquals(Files.readAllBytes(kernel), Files.readAllBytes(near.layout().bootFile(brought)));
        assertEquals(image.kernelCommandLine(), copy.kernelCommandLine());
        assertEquals(brought, copy(named("tiny-2")).kernelId().orElseThrow());
        assertEquals(1, near.images().list(Query.all().where("type", ImageType.KERNEL)).size());
    }

    @Test
    void aKernelOfATakenNameGetsAnother() throws IOException {
        near.images().importMachineImage(ImageSettings.named("kernel"),
                DiskSource.of(regions.near.qcow2("x.qcow2", MIB, 5)), Progress.NONE);
        Image kernel = regions.far.images().importBootImage(ImageType.KERNEL, ImageSettings.named("kernel"), kernelFile(),
                Progress.NONE);
        regions.far.images().importMachineImage(paravirtual("tiny", kernel.imageId()),
                DiskSource.of(regions.near.qcow2("tiny.qcow2", MIB, 1)), Progress.NONE);
        ImageId brought = copy(request("tiny")).kernelId().orElseThrow();
        assertEquals("kernel (" + brought + ")", near.images().find(brought.value()).name());
        refused(StoreError.UNSUPPORTED, near, regions.far, request("kernel"));
    }

    @Test
    void aTokenIsAnsweredAsTheFirstTime() throws IOException {
        regions.simple("web", MIB, 1);
        CopyImageRequest request = token("web-2", "t1");
        Image copy = copy(request);
        assertEquals(copy, copy(request));
        refused(StoreError.TOKEN_MISMATCH, near, regions.far, token("web-3", "t1"));
        near.deregistration().run(List.of(copy.imageId()), false);
        assertNotEquals(copy.imageId(), copy(request).imageId());
        assertThrows(StoreException.class, () -> token("web-4", ""));
        assertThrows(StoreException.class, () -> token("web-4", "x".repeat(65)));
        assertThrows(StoreException.class, () -> token("web-4", "a\nb"));
    }

    @Test
    void badRequestsLeaveNothing() throws IOException {
        regions.simple("web", MIB, 1);
        near.images().importMachineImage(ImageSettings.named("taken"),
                DiskSource.of(regions.near.qcow2("taken.qcow2", MIB, 9)), Progress.NONE);
        List<String> before = regions.near.filesInPlace();
        refused(StoreError.IMAGE_NOT_FOUND, near, regions.far, request("nosuch"));
        refused(StoreError.IMAGE_NOT_FOUND, near, regions.far, request("ami-0123456789abcdef0"));
        refused(StoreError.IMAGE_NAME_DUPLICATE, near, regions.far, named("taken"));
        refused(StoreError.IMAGE_NAME_MALFORMED, near, regions.far, named("../x\n"));
        refused(StoreError.IMAGE_NAME_MALFORMED, near, regions.far, named("x".repeat(10_000)));
        refused(StoreError.PARAMETER_VALUE, near, regions.far, new CopyImageRequest("web", Optional.empty(),
                Optional.of("x".repeat(256)), false, List.of(), false, Optional.empty()));
        assertEquals(before, regions.near.filesInPlace());
        assertEquals(1, near.images().list(Query.all()).size());
    }

    @Test
    void aSnapshotIsCopiedByItself() throws IOException {
        Image image = regions.chained("web", MIB, 1);
        Snapshot copy = near.snapshotCopies().copy(regions.far, image.snapshotIds().get(0), Optional.empty(),
                List.of(new Tag("a", "1")), false, Progress.NONE);
        assertEquals("[Copied " + image.snapshotIds().get(0) + " from far-1]", copy.description().orElseThrow());
        assertEquals(List.of(new Tag("a", "1")), copy.tags());
        assertEquals(2, TwoRegions.layers(near).size());
        assertEquals(List.of(copy), near.snapshots().list(Query.all()));
        StoreException e = assertThrows(StoreException.class, () -> near.snapshotCopies().copy(regions.far,
                copy.snapshotId(), Optional.empty(), List.of(), false, Progress.NONE));
        assertEquals(StoreError.SNAPSHOT_NOT_FOUND, e.kind());
        near.snapshots().delete(copy.snapshotId());
        assertEquals(List.of(), regions.near.filesInPlace());
    }

    private Path kernelFile() throws IOException {
        byte[] kernel = new byte[4096];
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, kernel, 0x202, 4);
        kernel[510] = 0x55;
        kernel[511] = (byte) 0xaa;
        return Files.write(regions.near.file("vmlinuz"), kernel);
    }

    private static ImageSettings paravirtual(String name, ImageId kernel) {
        return new ImageSettings(name, Optional.empty(), Architecture.X86_64, VirtualizationType.PARAVIRTUAL,
                Optional.empty(), Optional.of(kernel), Optional.empty(), Optional.of("quiet"), List.of());
    }

    private Image copy(CopyImageRequest request) {
        return near.imageCopies().copy(regions.far, request, Progress.NONE);
    }

    private static CopyImageRequest request(String image) {
        return CopyImageRequest.of(image);
    }

    private static CopyImageRequest named(String name) {
        return new CopyImageRequest(name.startsWith("tiny") ? "tiny" : "web", Optional.of(name), Optional.empty(), false,
                List.of(), false, Optional.empty());
    }

    private static CopyImageRequest token(String name, String token) {
        return new CopyImageRequest("web", Optional.of(name), Optional.empty(), false, List.of(), false,
                Optional.of(token));
    }

    private static void change(ImageStore store, ImageId id, UnaryOperator<ImageDraft> difference) {
        store.catalogue().change(change -> {
            var stored = change.find(Image.TABLE, id.value()).orElseThrow();
            return change.update(Image.TABLE, difference.apply(ImageDraft.of(stored.document())).build(), stored.version());
        });
    }

    private static void refused(StoreError code, ImageStore to, ImageStore from, CopyImageRequest request) {
        StoreException e = assertThrows(StoreException.class, () -> to.imageCopies().copy(from, request, Progress.NONE));
        assertEquals(code, e.kind(), e.getMessage());
    }
}
