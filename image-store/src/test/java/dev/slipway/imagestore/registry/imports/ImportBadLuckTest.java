package dev.slipway.imagestore.registry.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.DoomedProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full disks, Ctrl-C, and others who do the same at the same moment. */
class ImportBadLuckTest {

    private static final Duration QUICK = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void aDiskThatIsTooSmallIsRefusedBeforeWorkBegins() throws IOException {
        onSmallDisk((test, filler) -> {
            Path big = test.file("big.qcow2");
            TestStore.qemuImg("create", "-q", "-f", "qcow2", "-o", "preallocation=full", big.toString(), "64M");
            assertFull(test, filler, DiskSource.of(big), Progress.NONE);
        });
    }

    @Test
    void aDiskThatFillsUpWhileAQcow2IsCopied() throws IOException {
        onSmallDisk((test, filler) ->
                assertFull(test, filler, DiskSource.of(test.qcow2("disk.qcow2", 8, 1)),
                        (step, done, total) -> fill(filler)));
    }

    @Test
    void aDiskThatFillsUpWhileARawDiskIsConverted() throws IOException {
        onSmallDisk((test, filler) ->
                assertFull(test, filler, DiskSource.of(test.raw("disk.raw", 8, 1)),
                        (step, done, total) -> fill(filler)));
    }

    @Test
    void anInterruptedCopyLeavesNothing() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            assertInterrupted(test, DiskSource.of(test.qcow2("disk.qcow2", 8, 1)));
        }
    }

    @Test
    void anInterruptedConversionLeavesNothing() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            assertInterrupted(test, DiskSource.of(test.raw("disk.raw", 8, 1)));
        }
    }

    @Test
    void twoImportsOfOneContentAtOnceKeepItOnce() throws Exception {
        try (TestStore test = new TestStore(folder)) {
            Path disk = test.qcow2("disk.qcow2", 4, 1);
            List<Future<Image>> imports = atOnce(test, List.of("first", "second", "third"), disk);
            for (Future<Image> one : imports) {
                one.get();
            }
            assertEquals(1L, test.store.catalogue().<Long>read(r -> r.count(Layer.TABLE, Query.all())));
            assertEquals(List.of(), test.leftovers());
            assertEquals(1, test.filesInPlace().stream().filter(file -> file.endsWith("disk.qcow2")).count());
        }
    }

    @Test
    void ofTwoImportsOfOneNameAtOnceOneIsRefused() throws Exception {
        try (TestStore test = new TestStore(folder)) {
            int refused = 0;
            for (Future<Image> one : atOnce(test, List.of("web", "web", "web"), test.qcow2("disk.qcow2", 4, 1))) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    assertEquals(StoreError.IMAGE_NAME_DUPLICATE, ((StoreException) e.getCause()).kind());
                    refused++;
                }
            }
            assertEquals(2, refused);
            assertEquals(List.of(), test.leftovers());
            assertEquals(4, test.filesInPlace().size(), test.filesInPlace().toString());
        }
    }

    @Test
    void severalProcessesImportAtOnce() throws Exception {
        try (TestStore test = new TestStore(folder)) {
            String disk = test.qcow2("disk.qcow2", 2, 1).toString();
            int processes = 4;
            int each = 3;
            List<Callable<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                String name = "process " + i + " image ";
                runs.add(() -> DoomedProcess.run(test.layout, null, "import-many", name, disk, Integer.toString(each)));
            }
            ExecutorService threads = Executors.newFixedThreadPool(processes);
            for (Future<Integer> exit : threads.invokeAll(runs)) {
                assertEquals(0, exit.get());
            }
            threads.shutdown();
            assertEquals(processes * each, test.store.images().list(Query.all()).size());
            assertEquals(1L, test.store.catalogue().<Long>read(r -> r.count(Layer.TABLE, Query.all())));
            assertEquals(List.of(), test.leftovers());
        }
    }

    private interface SmallDiskTest {
        void run(TestStore test, Path filler) throws IOException;
    }

    private void onSmallDisk(SmallDiskTest work) throws IOException {
        Path disk = Files.createDirectory(folder.resolve("home"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()), QUICK);
        try (TestStore test = new TestStore(folder)) {
            work.run(test, disk.resolve("filler"));
        } finally {
            Subprocess.run(List.of("umount", disk.toString()), QUICK);
        }
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

    private static void assertFull(TestStore test, Path filler, DiskSource source, Progress progress)
            throws IOException {
        HostException e = assertThrows(HostException.class, () -> test.store.images().importMachineImage(
                ImageSettings.named("web"), source, progress));
        assertEquals(HostError.NO_SPACE, e.kind(), e.getMessage());
        // When not even the catalogue has space to forget the operation, the next command finds some.
        Files.deleteIfExists(filler);
        assertEquals(List.of(), test.store.operations().recover());
        assertEquals(List.of(), test.leftovers());
        assertEquals(List.of(), test.filesInPlace());
    }

    private static void assertInterrupted(TestStore test, DiskSource source) throws IOException {
        Thread main = Thread.currentThread();
        HostException e = assertThrows(HostException.class, () -> test.store.images().importMachineImage(
                ImageSettings.named("web"), source, (step, done, total) -> main.interrupt()));
        assertTrue(Thread.interrupted(), "Ctrl-C is still to be heard by those above");
        assertEquals(HostError.INTERRUPTED, e.kind(), e.getMessage());
        assertEquals(List.of(), test.leftovers());
        assertEquals(List.of(), test.filesInPlace());
        test.store.images().importMachineImage(ImageSettings.named("web"), source, Progress.NONE);
    }

    private static List<Future<Image>> atOnce(TestStore test, List<String> names, Path disk)
            throws InterruptedException {
        List<Callable<Image>> imports = new ArrayList<>();
        for (String name : names) {
            imports.add(() -> {
                try (ImageStore own = test.openAs(TestStore.ALICE)) {
                    return own.images().importMachineImage(
                            ImageSettings.named(name), DiskSource.of(disk), Progress.NONE);
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(names.size());
        try {
            return threads.invokeAll(imports);
        } finally {
            threads.shutdown();
        }
    }
}
