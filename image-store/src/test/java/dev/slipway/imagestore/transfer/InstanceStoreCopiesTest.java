package dev.slipway.imagestore.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.transfer.archive.ExportFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of images whose root is in a bundle: the bundle comes along, whole or not at all. */
class InstanceStoreCopiesTest {

    /** Two parts and a bit, of content that cannot be compressed. */
    private static final int MIB = 21;
    private static final Duration QUICK = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private interface Work {
        void run(TwoRegions regions, ImageStore near) throws IOException;
    }

    private void inTwoRegions(Work work) throws IOException {
        try (TwoRegions regions = new TwoRegions(folder)) {
            work.run(regions, regions.near.store);
            assertEquals(List.of(), regions.near.leftovers());
            assertEquals(0, regions.far.layout().locks().toFile().list().length);
            assertEquals(List.of(), regions.near.store.check().run().findings().stream()
                    .filter(finding -> finding.kind().isProblem()).toList());
        }
    }

    @Test
    void aCopyGoesOnWhenItsOriginalIsGone() throws IOException {
        inTwoRegions((regions, near) -> {
            Image original = regions.bundled("web", MIB, 1);
            byte[] content = Files.readAllBytes(regions.near.file("web.raw"));
            Image copy = copy(regions);
            assertEquals(ImageState.AVAILABLE, copy.state());
            assertEquals(RootDeviceType.INSTANCE_STORE, copy.rootDeviceType());
            assertEquals(original.rootDeviceName(), copy.rootDeviceName());
            assertEquals("lab/web-" + copy.imageId() + ".manifest.xml", copy.imageLocation().orElseThrow());
            regions.far.deregistration().run(List.of(original.imageId()), false);
            regions.far.bundles().delete(new BundleLocation("lab", "web"), false);
            assertArrayEquals(content, contentOf(regions, copy));
            near.sweep().run();
            assertArrayEquals(content, contentOf(regions, copy));
            assertEquals(3, near.bundles().verify(locationOf(copy), Progress.NONE).manifest().parts().size());
        });
    }

    @Test
    void theManifestNamesTheKernelThatIsHere() throws IOException {
        inTwoRegions((regions, near) -> {
            byte[] kernel = new byte[4096];
            System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, kernel, 0x202, 4);
            kernel[510] = 0x55;
            kernel[511] = (byte) 0xaa;
            ImageId there = regions.far.images().importBootImage(ImageType.KERNEL, ImageSettings.named("kernel"),
                    Files.write(regions.near.file("vmlinuz"), kernel), Progress.NONE).imageId();
            regions.bundled("web", 1, 1, Optional.of(there));
            Image copy = copy(regions);
            ImageId here = copy.kernelId().orElseThrow();
            assertNotEquals(there, here);
            assertEquals(Optional.of(here),
                    near.bundles().describe(locationOf(copy)).manifest().machine().kernelId());
        });
    }

    @Test
    void aBundleOfTheSameDiskIsNotBroughtTwice() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", 1, 1);
            Image first = copy(regions);
            Image second = near.imageCopies().copy(regions.far, named("web-2", true), Progress.NONE);
            assertEquals(first.imageLocation(), second.imageLocation());
            assertEquals(1, near.bundles().list().size());
            Image within = regions.far.imageCopies().copy(regions.far, named("web-3", false), Progress.NONE);
            assertEquals(Optional.of("lab/web.manifest.xml"), within.imageLocation());
        });
    }

    @Test
    void anIncompleteBundleHereIsNoSubstitute() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", 1, 1);
            Image first = copy(regions);
            Files.delete(near.layout().buckets().resolve("lab/web-" + first.imageId() + ".part.00"));
            Image second = near.imageCopies().copy(regions.far, named("web-2", false), Progress.NONE);
            assertNotEquals(first.imageLocation(), second.imageLocation());
            near.bundles().verify(locationOf(second), Progress.NONE);
        });
    }

    @Test
    void whatCannotBeCopiedIsRefusedAndLeavesNothing() throws IOException {
        inTwoRegions((regions, near) -> {
            Image original = regions.bundled("web", 1, 1);
            Path parts = regions.far.layout().buckets().resolve("lab");
            regions.far.catalogue().change(change -> {
                var stored = change.find(Image.TABLE, original.imageId().value()).orElseThrow();
                return change.update(Image.TABLE, ImageDraft.of(stored.document())
                        .launchPermissions(new Permissions(true, List.of())).build(), stored.version());
            });
            try (ImageStore bobsFar = regions.openFarAs(TestStore.BOB);
                    ImageStore bobsNear = regions.near.openAs(TestStore.BOB)) {
                refused(StoreError.COPY_NOT_PERMITTED, () -> bobsNear.imageCopies().copy(bobsFar,
                        CopyImageRequest.of("web"), Progress.NONE));
            }
            refused(StoreError.UNSUPPORTED, () -> regions.far.exports().image("web", Optional.empty(),
                    folder.resolve("web.slipway"), ExportFormat.SLIPWAY, false, false, Progress.NONE));
            Path away = Files.move(parts.resolve("web.part.00"), folder.resolve("part"));
            refused(StoreError.INVALID_MANIFEST, () -> copy(regions));
            Files.createSymbolicLink(parts.resolve("web.part.00"), Path.of("/etc/passwd"));
            refused(StoreError.INVALID_MANIFEST, () -> copy(regions));
            Files.delete(parts.resolve("web.part.00"));
            Files.move(away, parts.resolve("web.part.00"));
            Files.delete(parts.resolve("web.manifest.xml"));
            refused(StoreError.INVALID_MANIFEST, () -> copy(regions));
            Files.writeString(parts.resolve("web.manifest.xml"), "<manifest/>");
            refused(StoreError.INVALID_MANIFEST, () -> copy(regions));
            assertEquals(List.of(), near.images().list(Query.all()));
            assertEquals(List.of(), regions.near.filesInPlace());
        });
    }

    @Test
    void aDamagedPartIsNotHandedOn() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", MIB, 1);
            Path part = regions.far.layout().buckets().resolve("lab/web.part.01");
            byte[] bytes = Files.readAllBytes(part);
            bytes[bytes.length / 2] ^= 1;
            Files.write(part, bytes);
            refused(StoreError.INVALID_MANIFEST, () -> copy(regions));
            Image failed = near.images().find("web");
            assertEquals(ImageState.FAILED, failed.state());
            assertEquals(List.of(), near.bundles().list());
            bytes[bytes.length / 2] ^= 1;
            Files.write(part, bytes);
            assertEquals(failed.imageId(), copy(regions).imageId());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATION_BEGUN", "COPY_ANNOUNCED", "COPY_PART_STAGED", "BUNDLE_PARTS_MOVED", "BUNDLE_WRITTEN",
        "COPY_COMMITTING"})
    void aProcessThatDiesIsMadeUpFor(Failpoint failpoint) throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", MIB, 1);
            assertEquals(Failpoint.EXIT,
                    DoomedProcess.run(regions.near.layout, failpoint, "copy", TwoRegions.FAR, "web"));
            recover(regions);
            assertEquals(List.of(), near.bundles().list());
            assertEquals(0, filesBelow(near.layout().buckets()));
            List<Image> left = near.images().list(Query.all());
            assertTrue(left.stream().allMatch(image -> image.state() == ImageState.FAILED), left.toString());
            // One part was whole.
            assertEquals(failpoint == Failpoint.COPY_PART_STAGED ? 1 : 0, filesBelow(near.layout().downloads()));
            Image copy = copy(regions);
            left.forEach(image -> assertEquals(image.imageId(), copy.imageId()));
            near.bundles().verify(locationOf(copy), Progress.NONE);
            assertEquals(0, filesBelow(near.layout().downloads()));
        });
    }

    @Test
    void aCopyThatDiesAfterItsCommitIsThere() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", 1, 1);
            assertEquals(Failpoint.EXIT, DoomedProcess.run(regions.near.layout, Failpoint.COPY_COMMITTED, "copy",
                    TwoRegions.FAR, "web"));
            recover(regions);
            Image copy = near.images().find("web");
            assertEquals(ImageState.AVAILABLE, copy.state());
            near.bundles().verify(locationOf(copy), Progress.NONE);
        });
    }

    @Test
    void whatWasBroughtIsNotBroughtAgainUnlessItWasSpoilt() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", MIB, 1);
            DoomedProcess.run(regions.near.layout, Failpoint.COPY_PART_STAGED, "copy", TwoRegions.FAR, "web");
            recover(regions);
            Path part = onlyFile(near.layout().downloads());
            Object inode = Files.getAttribute(part, "unix:ino");
            Image copy = copy(regions);
            assertEquals(inode, Files.getAttribute(near.layout().buckets().resolve(
                    "lab/web-" + copy.imageId() + ".part.00"), "unix:ino"));
        });
    }

    @Test
    void aPartThatWasCutShortIsBroughtAnew() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", MIB, 1);
            DoomedProcess.run(regions.near.layout, Failpoint.COPY_PART_STAGED, "copy", TwoRegions.FAR, "web");
            recover(regions);
            Files.writeString(onlyFile(near.layout().downloads()), "cut");
            near.bundles().verify(locationOf(copy(regions)), Progress.NONE);
        });
    }

    @Test
    void ctrlCTakesTheCopyBack() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", MIB, 1);
            Thread main = Thread.currentThread();
            SlipwayException e = assertThrows(SlipwayException.class, () -> near.imageCopies().copy(regions.far,
                    CopyImageRequest.of("web"), (step, done, total) -> main.interrupt()));
            assertTrue(Thread.interrupted());
            assertEquals(HostError.INTERRUPTED, e.code());
            assertEquals(List.of(), near.images().list(Query.all()));
            assertEquals(List.of(), regions.near.filesInPlace());
        });
    }

    @Test
    void whatNobodyGoesOnWithIsSweptInADay() throws IOException {
        inTwoRegions((regions, near) -> {
            regions.bundled("web", MIB, 1);
            DoomedProcess.run(regions.near.layout, Failpoint.COPY_PART_STAGED, "copy", TwoRegions.FAR, "web");
            recover(regions);
            near.sweep().run();
            Path part = onlyFile(near.layout().downloads());
            Files.setLastModifiedTime(part.getParent(), FileTime.fromMillis(0));
            near.sweep().run();
            assertFalse(Files.exists(part.getParent()));
        });
    }

    @Test
    void aDiskThatFillsUpFailsTheCopyAndLeavesTheOriginal() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("home"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=28m", "tmpfs", disk.toString()), QUICK);
        try {
            inTwoRegions((regions, near) -> {
                regions.bundled("web", 12, 1);
                Path filler = regions.near.layout.home().resolve("filler");
                refused(HostError.NO_SPACE, () -> near.imageCopies().copy(regions.far, CopyImageRequest.of("web"),
                        (step, done, total) -> fill(filler)));
                refused(HostError.NO_SPACE, () -> copy(regions));
                Files.delete(filler);
                recover(regions);
                assertEquals(List.of(), near.bundles().list());
                near.bundles().verify(locationOf(copy(regions)), Progress.NONE);
            });
        } finally {
            Subprocess.run(List.of("umount", disk.toString()), QUICK);
        }
    }

    private static void fill(Path filler) {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            // Full, as it should be.
        }
    }

    private static byte[] contentOf(TwoRegions regions, Image image) throws IOException {
        Layer layer = regions.near.store.bundles().unpacked(locationOf(image), Progress.NONE);
        Path raw = regions.near.file("unpacked.raw");
        TestStore.qemuImg("convert", "-f", "qcow2", "-O", "raw",
                regions.near.layout.layerDisk(layer.layerId()).toString(), raw.toString());
        return Files.readAllBytes(raw);
    }

    private static BundleLocation locationOf(Image image) {
        return BundleLocation.of(image.imageLocation().orElseThrow());
    }

    private static List<Path> files(Path below) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(below)) {
            try (var all = Files.walk(below)) {
                all.filter(Files::isRegularFile).forEach(found::add);
            }
        }
        return found;
    }

    private static int filesBelow(Path below) throws IOException {
        return files(below).size();
    }

    private static Path onlyFile(Path below) throws IOException {
        List<Path> found = files(below);
        assertEquals(1, found.size(), found.toString());
        return found.get(0);
    }

    private static void recover(TwoRegions regions) {
        assertEquals(List.of(), regions.near.store.operations().recover());
        assertEquals(List.of(), regions.far.operations().recover());
    }

    private static Image copy(TwoRegions regions) {
        return regions.near.store.imageCopies().copy(regions.far, CopyImageRequest.of("web"), Progress.NONE);
    }

    private static CopyImageRequest named(String name, boolean verify) {
        return new CopyImageRequest("web", Optional.of(name), Optional.empty(), false, List.of(), verify,
                Optional.empty());
    }

    private static void refused(Object code, Runnable work) {
        SlipwayException e = assertThrows(SlipwayException.class, work::run);
        assertEquals(code, e.code(), e.getMessage());
    }
}
