package dev.slipway.imagestore.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.ProductCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is bundled comes back, byte for byte, and what is not what it was does not. */
class BundlesTest {

    static final BundleLocation WEB = new BundleLocation("lab", "web");
    static final BundledMachine PLAIN = machine(Optional.empty());

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;
    private TestStore test;
    private Bundles bundles;

    static BundledMachine machine(Optional<ImageId> kernel) {
        return new BundledMachine(Architecture.X86_64, kernel, Optional.empty(), Optional.empty(), "/dev/sda1",
                List.of(), List.of());
    }

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        bundles = test.store.bundles();
    }

    @AfterEach
    void nothingLiesAbout() throws IOException {
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    @Test
    void aDiskWithHolesComesBackWithHoles() throws IOException {
        Path disk = test.raw("disk.raw", 24, 1);
        try (RandomAccessFile access = new RandomAccessFile(disk.toFile(), "rw")) {
            access.setLength(200L * MIB);
        }
        Bundle bundle = create(WEB, disk, PLAIN);
        assertEquals(200L * MIB, bundle.manifest().sizeBytes());
        assertEquals(3, bundle.manifest().parts().size(), "24 MiB that cannot be compressed, in parts of 10");
        assertEquals(List.of("web.manifest.xml", "web.part.00", "web.part.01", "web.part.02"), bucket("lab"));
        assertEquals(bundle, bundles.verify(WEB, Progress.NONE));

        Layer layer = bundles.unpacked(WEB, Progress.NONE);
        Path back = folder.resolve("back.raw");
        TestStore.qemuImg("convert", "-f", "qcow2", "-O", "raw", test.layout.layerDisk(layer.layerId()).toString(),
                back.toString());
        assertEquals(-1, Files.mismatch(disk, back));
        assertTrue(layer.fileSizeBytes() < 30L * MIB, "its holes are none of the layer's");
    }

    @Test
    void anyGunzipReadsTheParts() throws IOException {
        Path disk = test.raw("disk.raw", 12, 2);
        create(WEB, disk, PLAIN);
        Path script = test.text("unpack", "cat \"$1\"/web.part.* | gunzip > \"$2\"\n");
        Path back = folder.resolve("back.raw");
        Subprocess.run(List.of("sh", script.toString(), test.layout.buckets().resolve("lab").toString(),
                back.toString()), Duration.ofSeconds(30));
        assertArrayEquals(Files.readAllBytes(disk), Files.readAllBytes(back));
    }

    @Test
    void theManifestTellsAllOfTheMachine() throws IOException {
        ImageId kernel = ImageId.nextKernel();
        ImageId ramdisk = ImageId.nextRamdisk();
        BundledMachine machine = new BundledMachine(Architecture.ARM64, Optional.of(kernel), Optional.of(ramdisk),
                Optional.of("root=/dev/vda <&>\"'"), "/dev/xvda",
                List.of(new BlockDeviceMapping("/dev/sdb", new BlockDevice.Ephemeral(0))),
                List.of(new ProductCode("abc-1")));
        Bundle bundle = create(new BundleLocation("my.lab-1", "images/2026/web_1.0"), test.raw("disk.raw", 1, 1), machine);
        assertEquals(machine, bundle.manifest().machine());
        assertEquals("web_1.0", bundle.manifest().name());
        assertEquals(TestStore.ALICE, bundle.manifest().ownerId());
        assertEquals("my.lab-1/images/2026/web_1.0.manifest.xml", bundle.location().imageLocation());
        assertEquals(bundle.location(), BundleLocation.of(bundle.location().imageLocation()));
        assertEquals(List.of(bundle.location()), bundles.list().stream().map(ListedBundle::location).toList());
        bundles.delete(bundle.location(), false);
        assertEquals(List.of(), test.filesInPlace());
        assertFalse(Files.exists(test.layout.buckets()), "folders that become empty go too");
    }

    @Test
    void snapshotsAndFreeVolumesAreBundledToo() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 4, 1);
        SnapshotId snapshot = test.store.images()
                .importMachineImage(ImageSettings.named("web"), DiskSource.of(disk), Progress.NONE)
                .rootVolume().orElseThrow().snapshotId();
        Bundle ofSnapshot = bundles.create(WEB, new BundleSource.OfSnapshot(snapshot), PLAIN, Progress.NONE);
        Bundle ofFile = create(new BundleLocation("lab", "file"), disk, PLAIN);
        assertEquals(ofFile.manifest().sha256(), ofSnapshot.manifest().sha256());
        refused(StoreError.SNAPSHOT_NOT_FOUND, b -> b.create(new BundleLocation("lab", "no"),
                new BundleSource.OfSnapshot(SnapshotId.next()), PLAIN, Progress.NONE));
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Path disk = test.raw("disk.raw", 1, 1);
        create(WEB, disk, PLAIN);
        byte[] manifest = Files.readAllBytes(manifest());
        refused(StoreError.BUNDLE_EXISTS, b -> create(WEB, disk, PLAIN));
        assertArrayEquals(manifest, Files.readAllBytes(manifest()));
        bundles.verify(WEB, Progress.NONE);
    }

    @Test
    void aDiskBeyondEc2sLimitIsRefused() throws IOException {
        Path disk = test.file("big.qcow2");
        TestStore.qemuImg("create", "-q", "-f", "qcow2", disk.toString(), "11G");
        refused(StoreError.DISK_TOO_LARGE, b -> create(WEB, disk, PLAIN));
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void aFileThatIsMissingOrHostileIsRefusedAsByAnImport() throws IOException {
        refused(StoreError.SOURCE_NOT_FOUND, b -> create(WEB, test.file("none"), PLAIN));
        refused(StoreError.DISK_NOT_RECOGNISED, b -> create(WEB, textFile(), PLAIN));
        Path overlay = test.file("overlay.qcow2");
        TestStore.qemuImg("create", "-q", "-f", "qcow2", "-b", test.raw("disk.raw", 1, 1).toString(), "-F", "raw",
                overlay.toString());
        refused(StoreError.DISK_BACKING_FILE, b -> create(WEB, overlay, PLAIN));
        assertEquals(List.of(), test.filesInPlace());
    }

    private Path textFile() {
        try {
            return test.text("words", "no disk!".repeat(64));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPartThatWasChangedIsFoundAndLeavesNothing() throws IOException {
        create(WEB, test.raw("disk.raw", 24, 1), PLAIN);
        List<String> before = test.filesInPlace();
        try (RandomAccessFile part = new RandomAccessFile(part(1).toFile(), "rw")) {
            part.seek(5 * MIB);
            int was = part.read();
            part.seek(5 * MIB);
            part.write(was ^ 1);
        }
        assertTrue(refused(StoreError.INVALID_MANIFEST, b -> b.verify(WEB, Progress.NONE)).contains("web.part.01"));
        assertTrue(refused(StoreError.INVALID_MANIFEST, b -> b.unpacked(WEB, Progress.NONE)).contains("web.part.01"));
        assertEquals(before, test.filesInPlace());
    }

    @Test
    void aPartThatIsMissingShortOrALinkIsFound() throws IOException {
        create(WEB, test.raw("disk.raw", 24, 1), PLAIN);
        Path aside = Files.move(part(2), folder.resolve("aside"));
        assertTrue(refused(StoreError.INVALID_MANIFEST, b -> b.unpacked(WEB, Progress.NONE)).contains("missing"));
        Files.createSymbolicLink(part(2), aside);
        refused(StoreError.INVALID_MANIFEST, b -> b.unpacked(WEB, Progress.NONE));
        Files.delete(part(2));
        Files.move(aside, part(2));
        TestStore.truncate(part(2), 10);
        refused(StoreError.INVALID_MANIFEST, b -> b.verify(WEB, Progress.NONE));
        bundles.delete(WEB, false);
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void aBundleIsUnpackedOnceHoweverManyAskAtOnce() throws Exception {
        create(WEB, test.raw("disk.raw", 8, 1), PLAIN);
        List<Callable<Layer>> launches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            launches.add(() -> {
                try (ImageStore own = test.openAs(TestStore.BOB)) {
                    return own.bundles().unpacked(WEB, Progress.NONE);
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(launches.size());
        Layer first = null;
        for (Future<Layer> launch : threads.invokeAll(launches)) {
            first = first == null ? launch.get() : first;
            assertEquals(first, launch.get());
        }
        threads.shutdown();
        assertEquals(1L, test.store.catalogue().<Long>read(r -> r.count(Layer.TABLE, Query.all())));
        Files.delete(part(0));
        assertEquals(first, bundles.unpacked(WEB, Progress.NONE), "no part is read again");
    }

    @Test
    void anUnpackedLayerThatNobodyNeedsIsCollectedAndMadeAgain() throws IOException {
        create(WEB, test.raw("disk.raw", 2, 1), PLAIN);
        Layer layer = bundles.unpacked(WEB, Progress.NONE);
        assertTrue(test.store.sweep().run().layers().contains(layer.layerId()), "no image is registered from it");
        Layer again = bundles.unpacked(WEB, Progress.NONE);
        assertFalse(layer.layerId().equals(again.layerId()));
        assertEquals(1L, test.store.catalogue().<Long>read(r -> r.count(UnpackedBundle.TABLE, Query.all())));
    }

    @Test
    void anotherAccountsBundleIsNotDeleted() throws IOException {
        create(WEB, test.raw("disk.raw", 1, 1), PLAIN);
        try (ImageStore bobs = test.openAs(TestStore.BOB)) {
            StoreException e = assertThrows(StoreException.class, () -> bobs.bundles().delete(WEB, true));
            assertEquals(StoreError.BUNDLE_ACCESS_DENIED, e.kind());
        }
        bundles.delete(WEB, false);
        refused(StoreError.BUNDLE_NOT_FOUND, b -> b.delete(WEB, false));
        refused(StoreError.BUNDLE_NOT_FOUND, b -> b.describe(WEB));
        refused(StoreError.INVALID_MANIFEST, b -> b.unpacked(WEB, Progress.NONE));
    }

    @Test
    void deletingOneBundleLeavesItsNeighbours() throws IOException {
        Path disk = test.raw("disk.raw", 1, 1);
        create(WEB, disk, PLAIN);
        create(new BundleLocation("lab", "web.part"), disk, PLAIN);
        create(new BundleLocation("lab", "web.part.00x"), disk, PLAIN);
        bundles.delete(WEB, false);
        bundles.verify(new BundleLocation("lab", "web.part"), Progress.NONE);
        bundles.verify(new BundleLocation("lab", "web.part.00x"), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Lab", "../etc", "a..b", "-lab", "lab-", "192.168.0.1", "la/b", "la b", "lab\n",
        "l\u00e4b", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg"})
    void bucketsAreNamedAsInS3(String bucket) {
        StoreException e = assertThrows(StoreException.class, () -> new BundleLocation(bucket, "web"));
        assertEquals(StoreError.BUCKET_NAME_MALFORMED, e.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/web", "web/", "a//b", "..", "../web", "a/../../b", "a/.hidden", "-rf", "we b", "we\nb",
        "w*", "w:b", "<web>"})
    void prefixesNeverLeaveTheBucket(String prefix) {
        StoreException e = assertThrows(StoreException.class, () -> new BundleLocation("lab", prefix));
        assertEquals(StoreError.PARAMETER_VALUE, e.kind());
        assertThrows(StoreException.class, () -> BundleLocation.of("lab/" + prefix + ".manifest.xml"));
    }

    private Bundle create(BundleLocation location, Path disk, BundledMachine machine) {
        return bundles.create(location, new BundleSource.File(DiskSource.of(disk)), machine, Progress.NONE);
    }

    private String refused(StoreError code, Consumer<Bundles> work) {
        StoreException e = assertThrows(StoreException.class, () -> work.accept(bundles));
        assertEquals(code, e.kind(), e.getMessage());
        return e.getMessage();
    }

    private Path manifest() {
        return test.layout.bundleManifest("lab", "web");
    }

    private Path part(int index) {
        return manifest().resolveSibling("web.part.0" + index);
    }

    private List<String> bucket(String name) throws IOException {
        try (var files = Files.list(test.layout.buckets().resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
