package dev.slipway.imagestore.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies that break off, wherever they do: nothing is half there, and asked for again they go on. */
class CopyBadLuckTest {

    private static final Duration QUICK = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "COPY_ANNOUNCED", "IMAGE_WRITTEN", "COPY_LAYER_STAGED", "COPY_LAYER_MOVED",
        "COPY_LAYER_ADMITTED", "COPY_COMMITTING"})
    void aProcessThatDiesIsMadeUpFor(Failpoint failpoint) throws IOException {
        try (TwoRegions regions = new TwoRegions(folder)) {
            Image original = regions.chained("web", 2, 1);
            byte[] content = regions.contentOf(regions.far, original);
            assertEquals(Failpoint.EXIT,
                    DoomedProcess.run(regions.near.layout, failpoint, "copy", TwoRegions.FAR, "web"));
            ImageStore near = regions.near.store;
            recover(regions);
            List<Image> left = near.images().list(Query.all());
            assertTrue(left.stream().allMatch(image -> image.state() == ImageState.FAILED), left.toString());
            List<Layer> kept = TwoRegions.layers(near);
            List<String> copied = new ArrayList<>();
            Image copy = near.imageCopies().copy(regions.far, CopyImageRequest.of("web"),
                    (step, done, total) -> copied.add(step));
            assertEquals(2 - kept.size(), copied.stream().distinct().count() == 0 ? 0 : TwoRegions.layers(near).size()
                    - kept.size(), copied.toString());
            left.forEach(image -> assertEquals(image.imageId(), copy.imageId()));
            assertArrayEquals(content, regions.contentOf(near, copy));
            assertClean(regions, copy);
        }
    }

    @Test
    void aCopyThatDiesAfterItsCommitIsThere() throws IOException {
        try (TwoRegions regions = new TwoRegions(folder)) {
            regions.chained("web", 2, 1);
            assertEquals(Failpoint.EXIT, DoomedProcess.run(regions.near.layout, Failpoint.COPY_COMMITTED, "copy",
                    TwoRegions.FAR, "web"));
            recover(regions);
            assertClean(regions, regions.near.store.images().find("web"));
        }
    }

    @Test
    void whatADeadCopyLeftIsCollected() throws IOException {
        try (TwoRegions regions = new TwoRegions(folder)) {
            regions.chained("web", 2, 1);
            DoomedProcess.run(regions.near.layout, Failpoint.COPY_LAYER_ADMITTED, "copy", TwoRegions.FAR, "web");
            recover(regions);
            ImageStore near = regions.near.store;
            assertEquals(1, TwoRegions.layers(near).size());
            Image failed = near.images().find("web");
            assertTrue(failed.stateReason().orElseThrow().message().contains("ask for it again"));
            near.deregistration().run(List.of(failed.imageId()), false);
            near.sweep().run();
            assertEquals(List.of(), regions.near.filesInPlace());
        }
    }

    @Test
    void aDamagedOriginalIsNotHandedOn() throws IOException {
        try (TwoRegions regions = new TwoRegions(folder)) {
            Image original = regions.simple("web", 2, 1);
            regions.damage(regions.layerOf(original));
            SlipwayException e = fails(regions, Progress.NONE);
            assertEquals(StoreError.LAYER_DAMAGED, e.code(), e.getMessage());
            assertTrue(e.getMessage().contains("region 'far-1' is damaged"), e.getMessage());
            assertFailed(regions, "LayerDamaged");
        }
    }

    @Test
    void aDiskThatDoesNotKeepWhatIsWrittenIsFound() throws IOException {
        try (TwoRegions regions = new TwoRegions(folder)) {
            regions.simple("web", 8, 1);
            SlipwayException e = fails(regions, new DamageOnce(regions));
            assertEquals(StoreError.LAYER_DAMAGED, e.code(), e.getMessage());
            assertTrue(e.getMessage().contains("is not what was read"), e.getMessage());
            assertFailed(regions, "LayerDamaged");
        }
    }

    @Test
    void ctrlCTakesTheCopyBack() throws IOException {
        try (TwoRegions regions = new TwoRegions(folder)) {
            regions.simple("web", 8, 1);
            Thread main = Thread.currentThread();
            SlipwayException e = fails(regions, (step, done, total) -> main.interrupt());
            assertTrue(Thread.interrupted());
            assertEquals(HostError.INTERRUPTED, e.code());
            assertEquals(List.of(), regions.near.store.images().list(Query.all()));
            assertEquals(List.of(), regions.near.filesInPlace());
            assertEquals(List.of(), regions.near.leftovers());
        }
    }

    @Test
    void aFullDiskIsToldBeforeWorkBegins() throws IOException {
        onSmallDisk(regions -> {
            regions.simple("web", 24, 1);
            HostException e = assertThrows(HostException.class, () -> regions.near.store.imageCopies().copy(
                    regions.far, CopyImageRequest.of("web"), Progress.NONE));
            assertEquals(HostError.NO_SPACE, e.kind());
            assertEquals(List.of(), regions.near.store.images().list(Query.all()));
            assertEquals(List.of(), regions.near.filesInPlace());
        });
    }

    @Test
    void aDiskThatFillsUpFailsTheCopyAndLeavesTheOriginal() throws IOException {
        onSmallDisk(regions -> {
            regions.simple("web", 8, 1);
            Path filler = regions.near.layout.home().resolve("filler");
            SlipwayException e = fails(regions, (step, done, total) -> fill(filler));
            assertEquals(HostError.NO_SPACE, e.code(), e.getMessage());
            Files.delete(filler);
            recover(regions);
            assertEquals(List.of(), regions.near.leftovers());
            assertEquals(List.of(), TwoRegions.layers(regions.near.store));
            regions.near.store.imageCopies().copy(regions.far, CopyImageRequest.of("web"), Progress.NONE);
        });
    }

    private interface SmallDiskTest {
        void run(TwoRegions regions) throws IOException;
    }

    private void onSmallDisk(SmallDiskTest work) throws IOException {
        Path disk = Files.createDirectory(folder.resolve("home"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()), QUICK);
        try (TwoRegions regions = new TwoRegions(folder)) {
            work.run(regions);
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

    /** Changes a byte of the copy behind the writer's back, before it is hashed. */
    private static final class DamageOnce implements Progress {

        private final TwoRegions regions;
        private boolean done;

        DamageOnce(TwoRegions regions) {
            this.regions = regions;
        }

        @Override
        public void at(String step, long amount, long total) {
            if (done || !step.startsWith("copying")) {
                return;
            }
            done = true;
            try (DirectoryStream<Path> operations =
                    Files.newDirectoryStream(regions.near.layout.stagingArea(), "op-*")) {
                for (Path operation : operations) {
                    try (DirectoryStream<Path> layers = Files.newDirectoryStream(operation)) {
                        for (Path layer : layers) {
                            spoil(layer.resolve("disk.qcow2"));
                        }
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void spoil(Path disk) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
                // The first bytes are written by now, and hashing waits for more of them.
                file.write('X');
            }
        }
    }

    private static SlipwayException fails(TwoRegions regions, Progress progress) {
        return assertThrows(SlipwayException.class, () -> regions.near.store.imageCopies().copy(regions.far,
                CopyImageRequest.of("web"), progress));
    }

    private static void assertFailed(TwoRegions regions, String code) throws IOException {
        Image image = regions.near.store.images().find("web");
        assertEquals(ImageState.FAILED, image.state());
        assertEquals(code, image.stateReason().orElseThrow().code());
        assertEquals(List.of(), regions.near.leftovers());
        regions.near.store.deregistration().run(List.of(image.imageId()), false);
        assertEquals(List.of(), regions.near.filesInPlace());
        assertEquals(0, regions.far.layout().locks().toFile().list().length);
    }

    private static void recover(TwoRegions regions) {
        assertEquals(List.of(), regions.near.store.operations().recover());
        assertEquals(List.of(), regions.far.operations().recover());
    }

    private static void assertClean(TwoRegions regions, Image copy) throws IOException {
        assertEquals(ImageState.AVAILABLE, copy.state());
        assertEquals(List.of(), regions.near.leftovers());
        assertEquals(0, regions.far.layout().locks().toFile().list().length);
        assertEquals(2, TwoRegions.layers(regions.near.store).size());
        List<String> files = regions.near.filesInPlace();
        regions.near.store.sweep().run();
        assertEquals(files, regions.near.filesInPlace());
        // Two layers of two files, two snapshots, the image.
        assertEquals(7, files.size(), files.toString());
    }
}
