package dev.slipway.launcher.smoke;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.BootMode;
import java.nio.file.Path;
import java.util.Optional;

/** What a case boots. */
public sealed interface Subject {

    /** How reports call it. */
    String word();

    /**
     * An image of the store.
     *
     * @param image its id, its name or its channel
     * @param architecture what it must be for, where somebody says so
     * @param bootMode the firmware to boot it by instead of its own; by another registration of the same snapshots
     */
    record Registered(String image, Optional<Architecture> architecture, Optional<BootMode> bootMode) implements Subject {
        public Registered {
            requireNonNull(image, "image");
            requireNonNull(architecture, "architecture");
            requireNonNull(bootMode, "bootMode");
        }

        @Override
        public String word() {
            return image;
        }
    }

    /** A file with a disk, or several; registered for the run. */
    record DiskFile(Path file, Optional<Architecture> architecture, Optional<BootMode> bootMode) implements Subject {
        public DiskFile {
            requireNonNull(file, "file");
            requireNonNull(architecture, "architecture");
            requireNonNull(bootMode, "bootMode");
        }

        @Override
        public String word() {
            return file.getFileName().toString();
        }
    }

    /**
     * A kernel, and what it boots with; registered for the run.
     *
     * @param disk the root; a blank one where there is none
     */
    record KernelFiles(Path kernel, Optional<Path> ramdisk, Optional<Path> disk, Optional<Architecture> architecture)
            implements Subject {
        public KernelFiles {
            requireNonNull(kernel, "kernel");
            requireNonNull(ramdisk, "ramdisk");
            requireNonNull(disk, "disk");
            requireNonNull(architecture, "architecture");
        }

        @Override
        public String word() {
            return kernel.getFileName().toString();
        }
    }

    /** A disk of Slipway's own, for x86_64 and BIOS: see {@link CalibrationDisk}. */
    record Calibration() implements Subject {

        /** The words on its console when it has done its work. */
        public static final String WORDS = CalibrationDisk.WORDS;

        @Override
        public String word() {
            return "calibration";
        }
    }
}
