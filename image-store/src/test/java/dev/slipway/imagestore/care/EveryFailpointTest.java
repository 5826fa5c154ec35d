package dev.slipway.imagestore.care;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.sweep.Unneeded;
import dev.slipway.imagestore.transfer.TwoRegions;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies at every place there is, in a store that holds something of everything. The next command settles what it
 * left: the store is clean, and holds nothing that it does not need. A failpoint without a scenario does not compile.
 */
class EveryFailpointTest {

    private static final String BUNDLE = "bucket/bundle.manifest.xml";
    private static final int MIB = 2;

    @TempDir
    private Path folder;
    private TwoRegions regions;
    private TestStore near;

    /** What a process does until it dies. */
    private record Scenario(List<String> action) {
        static Scenario of(String... words) {
            return new Scenario(List.of(words));
        }
    }

    @BeforeEach
    void fill() throws IOException {
        regions = new TwoRegions(folder);
        near = regions.near;
        near.store.images().importMachineImage(ImageSettings.named("web"),
                DiskSource.of(near.qcow2("web.qcow2", MIB, 1)), Progress.NONE);
    }

    @AfterEach
    void close() throws IOException {
        regions.close();
    }

    /** Those that are left out are reached by the launcher alone, and proven by its ITs. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"BUNDLE_COPY_BEGUN", "BUNDLE_GUEST_FROZEN", "BUNDLE_ROOT_COPIED",
        "ATTACHMENT_RECORDED", "ATTACHMENT_DONE", "ATTACHMENT_COMMITTED",
        "LAUNCH_FILES_BEGUN", "LAUNCH_FILES_MADE", "LAUNCH_RECORDED", "LAUNCH_DEFINED",
        "LAUNCH_BOOTED", "LAUNCH_COMMITTING", "LAUNCH_COMMITTED",
        "START_RECORDED", "START_DISKS_MADE", "START_DEFINED",
        "START_BOOTED", "START_COMMITTED", "MODIFICATION_DATA_REPLACED", "MODIFICATION_SEED_MADE",
        "MODIFICATION_RECORDED", "TERMINATION_BEGUN",
        "TERMINATION_MACHINE_GONE", "TERMINATION_VOLUMES_GONE",
        "TERMINATION_FILES_GONE", "TERMINATION_RECORDED", "ROOT_MADE", "ROOT_SWAPPED", "ROOT_DISCARDED",
        "GROUP_RECORDED", "FILTERS_GROUPS_WRITTEN", "FILTERS_CARDS_WRITTEN", "FILTERS_CARDS_REMOVED"})
    void whoeverDiesLeavesTheStoreCleanForTheNext(Failpoint failpoint) throws IOException {
        Scenario scenario = scenario(failpoint);
        assertEquals(Failpoint.EXIT,
                DoomedProcess.run(near.layout, failpoint, scenario.action().toArray(String[]::new)), failpoint.name());
        try (ImageStore next = near.openAs(TestStore.ALICE)) {
            assertEquals(List.of(), next.operations().recover());
            assertEquals(List.of(), problems(next));
            assertEquals(List.of(), near.leftovers());
            if (!isResumed(failpoint)) {
                assertEquals(List.of(), unneeded(next));
            }
            next.sweep().run();
            assertEquals(List.of(), unneeded(next));
            assertEquals(List.of(), problems(next));
        }
    }

    private Scenario scenario(Failpoint failpoint) throws IOException {
        return switch (failpoint) {
            case OPERATION_BEGUN, IMPORT_STAGED, LAYER_MOVED, IMAGE_WRITTEN, IMPORT_COMMITTED ->
                    Scenario.of("import", "second", near.qcow2("second.qcow2", MIB, 2).toString());
            case SOURCE_FETCHED, SOURCE_UNPACKED ->
                    Scenario.of("import-source", "second", near.qcow2("second.qcow2", MIB, 2).toString());
            case BUNDLE_STAGED, BUNDLE_PARTS_MOVED, BUNDLE_WRITTEN -> Scenario.of("bundle", BUNDLE, raw());
            case BUNDLE_MANIFEST_DELETED -> Scenario.of("delete-bundle", bundled());
            case BUNDLE_UNPACKED, BUNDLE_LAYER_MOVED, BUNDLE_CACHED -> Scenario.of("unpack", bundled());
            case BUNDLE_COPY_BEGUN, BUNDLE_GUEST_FROZEN, BUNDLE_ROOT_COPIED, ATTACHMENT_RECORDED, ATTACHMENT_DONE,
                    ATTACHMENT_COMMITTED, LAUNCH_FILES_BEGUN, LAUNCH_FILES_MADE, LAUNCH_RECORDED, LAUNCH_DEFINED, LAUNCH_BOOTED,
                    LAUNCH_COMMITTING, LAUNCH_COMMITTED, START_RECORDED, START_DISKS_MADE, START_DEFINED,
                    START_BOOTED, START_COMMITTED, MODIFICATION_DATA_REPLACED, MODIFICATION_SEED_MADE, MODIFICATION_RECORDED,
                    TERMINATION_BEGUN, TERMINATION_MACHINE_GONE,
                    TERMINATION_VOLUMES_GONE, TERMINATION_FILES_GONE, TERMINATION_RECORDED,
                    ROOT_MADE, ROOT_SWAPPED, ROOT_DISCARDED,
                    GROUP_RECORDED, FILTERS_GROUPS_WRITTEN, FILTERS_CARDS_WRITTEN, FILTERS_CARDS_REMOVED ->
                    throw new IllegalArgumentException("only the launcher comes to " + failpoint);
            case COPY_ANNOUNCED, COPY_LAYER_STAGED, COPY_LAYER_MOVED, COPY_LAYER_ADMITTED, COPY_COMMITTING,
                    COPY_COMMITTED -> {
                regions.simple("far", MIB, 3);
                yield Scenario.of("copy", TwoRegions.FAR, "far");
            }
            case COPY_PART_STAGED -> {
                regions.bundled("far", MIB, 3);
                yield Scenario.of("copy", TwoRegions.FAR, "far");
            }
            case ARCHIVE_STAGED -> Scenario.of("import-archive", archive());
            case EXPORT_WRITTEN -> Scenario.of("export", "web", folder.resolve("web.slipway").toString());
            case VOLUME_MARKED, VOLUME_FILES_DELETED -> {
                volume();
                yield Scenario.of("delete-volume");
            }
            case SNAPSHOT_STAGED, SNAPSHOT_RECORDED, SNAPSHOT_SWITCHED, SNAPSHOT_COMMITTED ->
                    Scenario.of("snapshot", volume().value());
            case VOLUME_MADE -> Scenario.of("create-volume");
            case VOLUME_GROWN -> Scenario.of("grow-volume", volume().value());
            case RECORDS_WRITTEN, RECORDS_COMMITTED -> Scenario.of("change", "SHARE");
            case CHAIN_FLATTENED, CHAIN_REPLACED -> {
                Snapshot second = near.store.volumeSnapshots().take(new SnapshotRequest(
                        List.of(volume()), Optional.empty(), List.of(), false)).snapshots().get(0);
                yield Scenario.of("flatten", second.layerId().value());
            }
            case IMAGES_DEREGISTERED -> Scenario.of("deregister", "web");
            case SWEEP_DECIDED, GARBAGE_MOVED -> Scenario.of("forget-image", "web");
        };
    }

    /** What was fetched, copied or unpacked is kept for the next attempt, until a sweep. */
    private static boolean isResumed(Failpoint failpoint) {
        return failpoint.name().startsWith("COPY_") || failpoint.name().startsWith("BUNDLE_");
    }

    private VolumeId volume() {
        Snapshot snapshot = near.store.snapshots().ofImage(
                near.store.images().find("web").rootVolume().orElseThrow().snapshotId());
        return near.store.volumes().create(VolumePlan.of(snapshot, 1)).volumeId();
    }

    /** A layer that builds on one that builds on another. */
    private String chain() {
        VolumeId volume = volume();
        SnapshotRequest request = new SnapshotRequest(List.of(volume), Optional.empty(), List.of(), false);
        near.store.volumeSnapshots().take(request);
        return near.store.volumeSnapshots().take(request).snapshots().get(0).layerId().value();
    }

    private String raw() throws IOException {
        return near.raw("bundled.raw", MIB, 4).toString();
    }

    private String bundled() throws IOException {
        DoomedProcess.run(near.layout, null, "bundle", BUNDLE, raw());
        return BundleLocation.of(BUNDLE).imageLocation();
    }

    private String archive() throws IOException {
        String file = folder.resolve("archive.slipway").toString();
        assertEquals(0, DoomedProcess.run(near.layout, null, "export", "web", file));
        near.store.deregistration().run(List.of(near.store.images().find("web").imageId()), true);
        near.store.sweep().run();
        Files.deleteIfExists(near.file("web.qcow2"));
        return file;
    }

    private static List<Finding> problems(ImageStore store) {
        return store.check().run().findings().stream().filter(finding -> finding.kind().isProblem()).toList();
    }

    /** An image that was deregistered waits for a sweep with nothing but its row. */
    private static List<Unneeded> unneeded(ImageStore store) {
        return store.sweep().weigh().stream().filter(each -> each.bytes() > 0).toList();
    }
}
