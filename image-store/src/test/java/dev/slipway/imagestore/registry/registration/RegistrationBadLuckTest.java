package dev.slipway.imagestore.registry.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.lookup.ImageSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registrations that are killed, and those for which there is no room. */
class RegistrationBadLuckTest {

    /** Steps in which a disk fills up: less than what one registration writes. */
    private static final int STEP = 4096;

    @TempDir
    private Path folder;

    @Test
    void aRegistrationThatDiesIsSweptAndItsNameIsFree() throws IOException {
        try (TestStore test = new TestStore(folder)) {
            importOne(test);
            List<String> before = test.filesInPlace();
            assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, Failpoint.IMAGE_WRITTEN, "register", "second"));
            try (ImageStore next = test.openAs(TestStore.ALICE)) {
                assertEquals(List.of(), next.operations().recover());
                assertEquals(1, images(next));
                next.sweep().run();
            }
            assertEquals(before, test.filesInPlace());
            assertEquals(List.of(), test.leftovers());
            assertEquals(0, DoomedProcess.run(test.layout, null, "register", "second"));
            assertEquals(2, images(test.store));
        }
    }

    @Test
    void aFullDiskLeavesAsManyRecordsAsImages() throws IOException {
        Path small = Files.createDirectories(folder.resolve("small"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", small.toString()), Duration.ofSeconds(10));
        try (TestStore test = new TestStore(small)) {
            SnapshotId snapshot = importOne(test).rootVolume().orElseThrow().snapshotId();
            Path filler = small.resolve("filler");
            long room = small.toFile().getUsableSpace();
            int refused = 0;
            for (long free = 64 * 1024; free >= 0; free -= STEP) {
                Files.write(filler, new byte[(int) Math.max(0, room - free)]);
                try {
                    test.store.images().register(ImageSettings.named("image " + free), Images.DEFAULT_ROOT_DEVICE,
                            List.of(root(snapshot)));
                } catch (HostException e) {
                    assertEquals(HostError.NO_SPACE, e.code(), e.toString());
                    refused++;
                }
                Files.deleteIfExists(filler);
                room = small.toFile().getUsableSpace();
                assertEquals(images(test.store), test.layout.images().toFile().list().length);
            }
            assertTrue(refused > 0, "the disk never was full");
        } finally {
            Subprocess.run(List.of("umount", small.toString()), Duration.ofSeconds(10));
        }
    }

    private static Image importOne(TestStore test) throws IOException {
        return test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
    }

    private static int images(ImageStore store) {
        return store.images().search(ImageSearch.ALL, PageRequest.ALL).items().size();
    }

    private static BlockDeviceRequest root(SnapshotId snapshot) {
        return new BlockDeviceRequest(Images.DEFAULT_ROOT_DEVICE, Optional.of(new EbsRequest(
                Optional.of(snapshot), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(), Optional.empty());
    }
}
