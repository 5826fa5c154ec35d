package dev.slipway.imagestore.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bundles under full disks, Ctrl-C, and processes that die at each step. */
class BundleBadLuckTest {

    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final String WEB = BundlesTest.WEB.imageLocation();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "BUNDLE_STAGED", "BUNDLE_PARTS_MOVED"})
    void aBundleThatDiesBeforeItsManifestLeavesNothing(Failpoint failpoint) throws IOException {
        try (TestStore test = new TestStore(folder)) {
            Path disk = test.raw("disk.raw", 12, 1);
            die(test, failpoint, "bundle", WEB, disk.toString());
            settled(test, List.of());
            create(test, disk, Progress.NONE);
        }
    }

    @Test
    void aBundleThatIsKilledWhileItCompressesLeavesNothing() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            die(test, null, "bundle-killed", WEB, test.raw("disk.raw", 12, 1).toString());
            settled(test, List.of());
        }
    }

    @Test
    void aBundleThatDiesBehindItsManifestIsComplete() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            die(test, Failpoint.BUNDLE_WRITTEN, "bundle", WEB, test.raw("disk.raw", 12, 1).toString());
            assertEquals(List.of(), test.store.operations().recover());
            assertEquals(List.of(), test.leftovers());
            test.store.bundles().verify(BundlesTest.WEB, Progress.NONE);
        }
    }

    @Test
    void aDeletionThatDiesIsFinished() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            create(test, test.raw("disk.raw", 12, 1), Progress.NONE);
            die(test, Failpoint.BUNDLE_MANIFEST_DELETED, "delete-bundle", WEB);
            settled(test, List.of());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "BUNDLE_UNPACKED", "BUNDLE_LAYER_MOVED"})
    void anUnpackingThatDiesBeforeItsCommitLeavesNothing(Failpoint failpoint) throws IOException {
        try (TestStore test = new TestStore(folder)) {
            create(test, test.raw("disk.raw", 2, 1), Progress.NONE);
            List<String> before = test.filesInPlace();
            die(test, failpoint, "unpack", WEB);
            settled(test, before);
            test.store.bundles().unpacked(BundlesTest.WEB, Progress.NONE);
        }
    }

    @Test
    void anUnpackingThatIsKilledHalfWayLeavesNothing() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            create(test, test.raw("disk.raw", 2, 1), Progress.NONE);
            List<String> before = test.filesInPlace();
            die(test, null, "unpack-killed", WEB);
            settled(test, before);
        }
    }

    @Test
    void anUnpackingThatDiesBehindItsCommitIsRemembered() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            create(test, test.raw("disk.raw", 2, 1), Progress.NONE);
            die(test, Failpoint.BUNDLE_CACHED, "unpack", WEB);
            test.store.operations().recover();
            assertEquals(List.of(), test.leftovers());
            Files.delete(test.layout.bundleManifest("lab", "web").resolveSibling("web.part.00"));
            test.store.bundles().unpacked(BundlesTest.WEB, Progress.NONE);
        }
    }

    @Test
    void aDiskThatFillsUpWhileABundleIsMadeLeavesNothing() throws IOException {
        onSmallDisk((test, filler) -> {
            Path disk = test.raw("disk.raw", 6, 1);
            full(test, filler, List.of(), () -> create(test, disk, filling("bundling", filler)));
        });
    }

    @Test
    void aDiskThatFillsUpWhileABundleIsUnpackedLeavesNothing() throws IOException {
        onSmallDisk((test, filler) -> {
            create(test, test.raw("disk.raw", 4, 1), Progress.NONE);
            List<String> before = test.filesInPlace();
            full(test, filler, before,
                    () -> test.store.bundles().unpacked(BundlesTest.WEB, filling("unpacking", filler)));
        });
    }

    @Test
    void anInterruptLeavesNothing() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            Thread main = Thread.currentThread();
            Path disk = test.raw("disk.raw", 12, 1);
            HostException e = assertThrows(HostException.class, () -> create(test, disk, (step, done, total) -> {
                if (step.startsWith("bundling")) {
                    main.interrupt();
                }
            }));
            assertTrue(Thread.interrupted());
            assertEquals(HostError.INTERRUPTED, e.kind());
            settled(test, List.of());
        }
    }

    private static void create(TestStore test, Path disk, Progress progress) {
        test.store.bundles().create(BundlesTest.WEB, new BundleSource.File(DiskSource.of(disk)), BundlesTest.PLAIN,
                progress);
    }

    private static void die(TestStore test, Failpoint failpoint, String... action) {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, failpoint, action));
    }

    /** After the next command, which may be another account's, these files are there and no others. */
    private static void settled(TestStore test, List<String> files) throws IOException {
        try (ImageStore next = test.openAs(TestStore.BOB)) {
            assertEquals(List.of(), next.operations().recover());
        }
        assertEquals(List.of(), test.leftovers());
        assertEquals(files, test.filesInPlace());
    }

    private static void full(TestStore test, Path filler, List<String> files, Runnable work) throws IOException {
        HostException e = assertThrows(HostException.class, work::run);
        assertEquals(HostError.NO_SPACE, e.kind(), e.getMessage());
        // When not even the catalogue has space to forget the operation, the next command finds some.
        Files.deleteIfExists(filler);
        settled(test, files);
    }

    private static Progress filling(String beginning, Path filler) {
        return (step, done, total) -> {
            if (step.startsWith(beginning)) {
                fill(filler);
            }
        };
    }

    private static void fill(Path filler) {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full, as it should be.
        }
    }

    private interface SmallDiskTest {
        void run(TestStore test, Path filler) throws IOException;
    }

    private void onSmallDisk(SmallDiskTest work) throws IOException {
        Path disk = Files.createDirectory(folder.resolve("home"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString()), QUICK);
        try (TestStore test = new TestStore(folder)) {
            work.run(test, disk.resolve("filler"));
        } finally {
            Subprocess.run(List.of("umount", disk.toString()), QUICK);
        }
    }
}
