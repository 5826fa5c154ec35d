package dev.slipway.launcher.smoke;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The images of a run: those that are registered already, and those that are registered for it. The second kind carries the run's
 * tag, so that what a killed run left is found.
 */
final class TemporaryImages {

    private static final int BLANK_BYTES = 1 << 20;

    private final ImageStore store;
    private final Tag mark;
    private final Map<Subject, ImageId> known = new HashMap<>();
    private int registered;

    TemporaryImages(ImageStore store, Tag mark) {
        this.store = store;
        this.mark = mark;
    }

    /** The image of a subject, the same for equal ones. Throws what looking it up, importing and registering it throw. */
    synchronized ImageId of(Subject subject) {
        ImageId id = known.get(subject);
        if (id == null) {
            id = register(subject);
            known.put(subject, id);
        }
        return id;
    }

    private ImageId register(Subject subject) {
        if (subject instanceof Subject.Registered image) {
            return registered(image);
        }
        if (subject instanceof Subject.DiskFile disk) {
            return importDisk(DiskSource.of(disk.file()), VirtualizationType.HVM, disk.architecture(), disk.bootMode(),
                    Optional.empty(), Optional.empty()).imageId();
        }
        if (subject instanceof Subject.Calibration) {
            return ofRaw(CalibrationDisk.bytes(), disk -> importDisk(disk, VirtualizationType.HVM, Optional.of(Architecture.X86_64),
                    Optional.of(BootMode.LEGACY_BIOS), Optional.empty(), Optional.empty()));
        }
        return kernel((Subject.KernelFiles) subject);
    }

    private ImageId registered(Subject.Registered subject) {
        Image image = store.images().findLaunchable(subject.image());
        if (subject.architecture().isPresent() && subject.architecture().get() != image.architecture()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The image '" + subject.image() + "' is for "
                    + image.architecture() + ", not for " + subject.architecture().get() + ".");
        }
        if (subject.bootMode().isEmpty() || subject.bootMode().equals(image.bootMode())) {
            return image.imageId();
        }
        if (image.virtualizationType() == VirtualizationType.PARAVIRTUAL) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The paravirtual image '" + subject.image()
                    + "' boots without firmware; it takes no boot mode.");
        }
        ImageSettings settings = new ImageSettings(nextName(), Optional.empty(), image.architecture(), image.virtualizationType(),
                subject.bootMode(), image.kernelId(), image.ramdiskId(), image.kernelCommandLine(), List.of(mark))
                .withImdsSupport(image.imdsSupport()).withPlatform(image.platform()).withProductCodes(image.productCodes());
        return store.images().register(settings, image.rootDeviceName().orElse(Images.DEFAULT_ROOT_DEVICE),
                image.blockDeviceMappings().stream().map(BlockDeviceMapping::form).toList()).imageId();
    }

    private ImageId kernel(Subject.KernelFiles files) {
        Architecture architecture = files.architecture().orElse(Architecture.X86_64);
        ImageId kernel = bootImage(ImageType.KERNEL, files.kernel(), architecture);
        Optional<ImageId> ramdisk = files.ramdisk().map(file -> bootImage(ImageType.RAMDISK, file, architecture));
        if (files.disk().isPresent()) {
            return importDisk(DiskSource.of(files.disk().get()), VirtualizationType.PARAVIRTUAL, Optional.of(architecture), Optional.empty(),
                    Optional.of(kernel), ramdisk).imageId();
        }
        return ofRaw(new byte[BLANK_BYTES], disk -> importDisk(disk, VirtualizationType.PARAVIRTUAL, Optional.of(architecture), Optional.empty(),
                Optional.of(kernel), ramdisk));
    }

    /** A file that is there as long as it is imported. */
    private static ImageId ofRaw(byte[] content, Function<DiskSource, Image> imported) {
        Path file = temporary(content);
        try {
            return imported.apply(new DiskSource(file, Optional.of(DiskFormat.RAW))).imageId();
        } finally {
            delete(file);
        }
    }

    private ImageId bootImage(ImageType type, Path file, Architecture architecture) {
        ImageSettings settings = new ImageSettings(nextName(), Optional.empty(), architecture, VirtualizationType.HVM,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(mark));
        return store.images().importBootImage(type, settings, file, Progress.NONE).imageId();
    }

    private Image importDisk(DiskSource disk, VirtualizationType type, Optional<Architecture> architecture, Optional<BootMode> bootMode,
            Optional<ImageId> kernel, Optional<ImageId> ramdisk) {
        String name = nextName();
        ImportSource source = ImportSource.of(disk);
        return store.images().importImage(new ImportRequest(source, Optional.of(name), seen -> {
            Architecture processor = architecture.or(seen::architecture).orElse(Architecture.X86_64);
            return new ImageSettings(name, Optional.empty(), processor, type, bootMode.or(() -> seen.bootModeFor(processor, type)),
                    kernel, ramdisk, Optional.empty(), List.of(mark)).withPlatform(seen.platform());
        }), Progress.NONE).image();
    }

    private static Path temporary(byte[] content) {
        try {
            return Files.write(Files.createTempFile("slipway-smoke", ".raw"), content);
        } catch (IOException e) {
            throw FileFailure.of(Path.of(System.getProperty("java.io.tmpdir")), "be written to", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFailure.of(file, "be deleted", e);
        }
    }

    private String nextName() {
        return "smoke/" + mark.value() + "/" + ++registered;
    }

    /** Deregisters what a run registered, its snapshots too, wherever it came to. */
    static void remove(ImageStore store, Tag mark) {
        List<ImageId> machines = new ArrayList<>();
        List<ImageId> others = new ArrayList<>();
        for (Image image : store.images().list(Query.all())) {
            if (image.tags().contains(mark) && image.ownerId().equals(store.account()) && image.state() != ImageState.DEREGISTERED) {
                (image.imageType() == ImageType.MACHINE ? machines : others).add(image.imageId());
            }
        }
        if (!machines.isEmpty()) {
            store.deregistration().run(machines, true);
        }
        if (!others.isEmpty()) {
            store.deregistration().run(others, false);
        }
    }

    /** Whether this run registered anything. */
    boolean hasOwn() {
        return registered > 0;
    }
}
