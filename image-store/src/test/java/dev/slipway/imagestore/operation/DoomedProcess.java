package dev.slipway.imagestore.operation;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.bundle.BundleSource;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.lifecycle.KilledChangesTest;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.source.ExpectedDigest;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.source.SourceLocation;
import dev.slipway.imagestore.transfer.CopyImageRequest;
import dev.slipway.imagestore.transfer.archive.ArchiveImportRequest;
import dev.slipway.imagestore.transfer.archive.ExportFormat;
import dev.slipway.imagestore.volume.VolumePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process of its own that works on a store until it dies. */
public final class DoomedProcess {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final BundledMachine PLAIN_MACHINE = new BundledMachine(Architecture.X86_64, Optional.empty(),
            Optional.empty(), Optional.empty(), "/dev/sda1", List.of(), List.of());

    private DoomedProcess() {
    }

    /** Runs an action of {@link #main} in a JVM of its own, armed with a failpoint; null: with none. */
    public static int run(StoreLayout layout, Failpoint failpoint, String... action) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.sqlite.tmpdir=" + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")),
                "-cp", System.getProperty("java.class.path")));
        if (failpoint != null) {
            command.add("-Dslipway.failpoint=" + failpoint.name());
        }
        command.add(DoomedProcess.class.getName());
        command.add(layout.home().toString());
        command.addAll(List.of(action));
        return Subprocess.of(command, DEADLINE).runToAnyExit().exit();
    }

    public static void main(String[] arguments) {
        StoreLayout layout = new StoreLayout(Path.of(arguments[0]), StoreLayout.DEFAULT_REGION);
        try (ImageStore store = ImageStore.open(layout, TestStore.ALICE, List.of())) {
            switch (arguments[1]) {
                case "import" -> importDisk(store, arguments[2], arguments[3], Progress.NONE);
                case "import-killed" -> importDisk(store, arguments[2], arguments[3], (step, done, total) -> kill());
                case "import-source" -> importSource(store, arguments[2], arguments[3], Progress.NONE);
                case "import-source-killed" -> importSource(store, arguments[2], arguments[3], (step, done, total) -> {
                    if (done >= Long.parseLong(arguments[4])) {
                        kill();
                    }
                });
                case "import-many" -> {
                    for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
                        importDisk(store, arguments[2] + i, arguments[3], Progress.NONE);
                    }
                }
                case "delete-volume" ->
                        store.volumes().delete(store.volumes().list(Query.all()).get(0).volumeId());
                case "bundle" -> store.bundles().create(BundleLocation.of(arguments[2]),
                        new BundleSource.File(DiskSource.of(Path.of(arguments[3]))), PLAIN_MACHINE, Progress.NONE);
                case "bundle-killed" -> store.bundles().create(BundleLocation.of(arguments[2]),
                        new BundleSource.File(DiskSource.of(Path.of(arguments[3]))), PLAIN_MACHINE,
                        killedAt("bundling"));
                case "delete-bundle" -> store.bundles().delete(BundleLocation.of(arguments[2]), false);
                case "unpack" -> store.bundles().unpacked(BundleLocation.of(arguments[2]), Progress.NONE);
                case "unpack-killed" -> store.bundles().unpacked(BundleLocation.of(arguments[2]), killedAt("unpacking"));
                case "snapshot" -> store.volumeSnapshots().take(new SnapshotRequest(
                        List.of(new VolumeId(arguments[2])), Optional.empty(), List.of(), false));
                case "flatten" -> store.flattening().flatten(new LayerId(arguments[2]), Progress.NONE);
                case "create-volume" -> store.volumes().create(VolumePlan.blank(1));
                case "grow-volume" -> store.volumeGrowth().grow(new VolumeId(arguments[2]), 2);
                case "export" -> store.exports().image(arguments[2], Optional.empty(), Path.of(arguments[3]),
                        ExportFormat.SLIPWAY, false, false, Progress.NONE);
                case "import-archive" -> store.images().archives().take(Path.of(arguments[2]),
                        ArchiveImportRequest.UNCHANGED, Progress.NONE);
                case "register" -> register(store, arguments[2]);
                case "copy" -> copy(store, arguments[2], arguments[3]);
                case "copy-snapshot" -> copySnapshot(store, arguments[2], arguments[3]);
                case "change" -> KilledChangesTest.Change.valueOf(arguments[2]).run(store);
                case "deregister" -> store.deregistration().run(
                        List.of(store.images().find(arguments[2]).imageId()), true);
                case "forget-image" -> forget(store, arguments[2]);
                default -> throw new IllegalArgumentException(arguments[1]);
            }
        }
    }

    private static void importDisk(ImageStore store, String name, String disk, Progress progress) {
        store.images().importMachineImage(ImageSettings.named(name), DiskSource.of(Path.of(disk)), progress);
    }

    private static void register(ImageStore store, String name) {
        store.images().register(ImageSettings.named(name), Images.DEFAULT_ROOT_DEVICE, List.of(new BlockDeviceRequest(
                Images.DEFAULT_ROOT_DEVICE, Optional.of(new EbsRequest(
                        Optional.of(store.snapshots().list(Query.all()).get(0).snapshotId()), Optional.empty(),
                        Optional.empty(), Optional.empty())), Optional.empty(), Optional.empty())));
    }

    private static void copy(ImageStore store, String fromRegion, String image) {
        StoreLayout from = new StoreLayout(store.layout().home(), fromRegion);
        try (ImageStore source = ImageStore.open(from, TestStore.ALICE, List.of())) {
            store.imageCopies().copy(source, CopyImageRequest.of(image), Progress.NONE);
        }
    }

    private static void copySnapshot(ImageStore store, String fromRegion, String snapshot) {
        StoreLayout from = new StoreLayout(store.layout().home(), fromRegion);
        try (ImageStore source = ImageStore.open(from, TestStore.ALICE, List.of())) {
            store.snapshotCopies().copy(source, new SnapshotId(snapshot), Optional.empty(), List.of(), false, begun -> { },
                    Progress.NONE);
        }
    }

    private static void importSource(ImageStore store, String name, String location, Progress progress) {
        store.images().importImage(ImportRequest.of(ImageSettings.named(name), new ImportSource(
                SourceLocation.of(location), Optional.empty(), new ExpectedDigest.Any())), progress);
    }

    private static void forget(ImageStore store, String name) {
        Image image = store.images().find(name);
        SnapshotId snapshot = image.rootVolume().orElseThrow().snapshotId();
        store.deregistration().run(List.of(image.imageId()), false);
        store.snapshots().delete(snapshot);
    }

    private static Progress killedAt(String beginning) {
        return (step, done, total) -> {
            if (step.startsWith(beginning)) {
                kill();
            }
        };
    }

    private static void kill() {
        Subprocess.run(List.of("kill", "-9", Long.toString(ProcessHandle.current().pid())), DEADLINE);
    }
}
