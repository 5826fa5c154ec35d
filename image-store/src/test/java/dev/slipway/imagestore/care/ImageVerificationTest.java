package dev.slipway.imagestore.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of an image that changed since it was stored is noticed. */
class ImageVerificationTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private Image base;
    private LayerId baseLayer;
    private Image chained;

    @BeforeEach
    void fill() throws IOException {
        test = new TestStore(folder);
        base = test.store.images().importMachineImage(
                ImageSettings.named("base"), DiskSource.of(test.raw("disk.raw", 2, 1)), Progress.NONE);
        Snapshot first = test.store.snapshots().ofImage(base.rootVolume().orElseThrow().snapshotId());
        baseLayer = first.layerId();
        Volume volume = test.store.volumes().create(VolumePlan.of(first, 1));
        Snapshot second = test.store.volumeSnapshots().take(new SnapshotRequest(
                List.of(volume.volumeId()), Optional.empty(), List.of(), false)).snapshots().get(0);
        chained = test.store.images().register(ImageSettings.named("chained"), Images.DEFAULT_ROOT_DEVICE,
                List.of(new BlockDeviceRequest(Images.DEFAULT_ROOT_DEVICE, Optional.of(new EbsRequest(
                        Optional.of(second.snapshotId()), Optional.empty(), Optional.empty(), Optional.empty())),
                        Optional.empty(), Optional.empty())));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void soundImagesAreSoundAndGetTheirFirstDigests() {
        List<VerifiedImage> verified = verify(base, chained);
        assertTrue(verified.stream().allMatch(VerifiedImage::isSound), verified::toString);
        assertEquals(List.of(1, 2), verified.stream().map(image -> image.parts().size()).toList());
        VerifiedPart top = verified.get(1).parts().get(0);
        assertTrue(top.isRecorded());
        assertFalse(verify(chained).get(0).parts().get(0).isRecorded());
        assertEquals(List.of(), test.store.check().run().findings());
        Layer layer = test.store.catalogue().read(r -> r.find(Layer.TABLE, top.id())).orElseThrow().document();
        assertEquals(top.sha256(), layer.sha256());
    }

    @Test
    void aChangedByteIsFoundInEveryImageThatBuildsOnIt() throws IOException {
        Path disk = writable(baseLayer);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(file.length() - 70_000);
            int old = file.read();
            file.seek(file.length() - 70_000);
            file.write(old ^ 1);
        }
        List<VerifiedImage> verified = verify(base, chained);
        assertTrue(verified.stream().noneMatch(VerifiedImage::isSound));
        assertTrue(verified.get(0).parts().get(0).problems().get(0).contains("SHA-256"), verified::toString);
    }

    @Test
    void aTruncatedMissingOrRedirectedLayerIsFound() throws IOException {
        Path disk = writable(baseLayer);
        byte[] content = Files.readAllBytes(disk);
        TestStore.truncate(disk, content.length / 2);
        assertFalse(verify(base).get(0).isSound());
        Files.delete(disk);
        assertTrue(verify(chained).get(0).parts().get(0).problems().toString().contains("not there"));
        Files.write(disk, content);
        assertTrue(verify(base, chained).stream().allMatch(VerifiedImage::isSound));

        LayerId top = test.store.snapshots().list(Query.all().orderByDescending("started")).get(0).layerId();
        Path overlay = writable(top);
        TestStore.qemuImg("rebase", "-u", "-F", "raw", "-b", "/etc/hostname", overlay.toString());
        assertTrue(verify(chained).get(0).parts().get(0).problems().toString().contains("/etc/hostname"));
    }

    @Test
    void aChangedKernelIsFound() throws IOException {
        Image ramdisk = test.store.images().importBootImage(ImageType.RAMDISK, ImageSettings.named("ramdisk"),
                test.text("initrd", "070701"), Progress.NONE);
        assertTrue(verify(ramdisk).get(0).isSound());
        Path file = test.layout.bootFile(ramdisk.imageId());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, "070702");
        assertFalse(verify(ramdisk).get(0).isSound());
    }

    private List<VerifiedImage> verify(Image... images) {
        return test.store.verification().verify(List.of(images), Progress.NONE);
    }

    private Path writable(LayerId layer) throws IOException {
        Path disk = test.layout.layerDisk(layer);
        return Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
