package dev.slipway.launcher.cli.smoke;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.smoke.Subject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a case boots: an image, a file with a disk, or {@code kernel=FILE,ramdisk=FILE,disk=FILE}. A word that is the path of a
 * file, or could be nothing else, is that file; any other is an image.
 */
final class SubjectText {

    static final String KERNEL = "kernel";
    static final String RAMDISK = "ramdisk";
    static final String DISK = "disk";
    static final List<String> KEYS = List.of(KERNEL, RAMDISK, DISK);

    /** Names of images may have slashes, but nobody gives them a beginning or an end like these. */
    private static final Pattern PATH = Pattern.compile("^\\.{0,2}/|\\.(qcow2|img|raw|vmdk|vhdx?|vdi|ova)(\\.(gz|xz|zst|bz2))?$");

    private SubjectText() {
    }

    /** Throws INVALID_PARAMETER_VALUE and INVALID_PARAMETER_COMBINATION. */
    static Subject read(String text, Optional<Architecture> architecture, Optional<BootMode> bootMode) {
        if (KEYS.stream().anyMatch(key -> text.startsWith(key + "="))) {
            return ofFiles(pairs(text), architecture, bootMode);
        }
        return isFile(text) ? new Subject.DiskFile(absolute(text), architecture, bootMode)
                : new Subject.Registered(text, architecture, bootMode);
    }

    private static Map<String, Path> pairs(String text) {
        Map<String, Path> files = new HashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key) || equals == pair.length() - 1 || files.containsKey(key)) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                        "'" + text + "' is not kernel=FILE,ramdisk=FILE,disk=FILE, of which ramdisk and disk may be left out.");
            }
            files.put(key, absolute(pair.substring(equals + 1)));
        }
        return files;
    }

    /** What files stand for, by {@link #KEYS}; throws INVALID_PARAMETER_COMBINATION for a ramdisk alone, or a kernel with firmware. */
    static Subject ofFiles(Map<String, Path> files, Optional<Architecture> architecture, Optional<BootMode> bootMode) {
        if (!files.containsKey(KERNEL)) {
            if (files.containsKey(RAMDISK) || !files.containsKey(DISK)) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "A ramdisk needs a kernel that boots it.");
            }
            return new Subject.DiskFile(files.get(DISK), architecture, bootMode);
        }
        if (bootMode.isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "A kernel is booted without firmware; it takes no boot mode.");
        }
        return new Subject.KernelFiles(files.get(KERNEL), Optional.ofNullable(files.get(RAMDISK)),
                Optional.ofNullable(files.get(DISK)), architecture);
    }

    /** The word that {@link #read} makes this of. */
    static String word(Subject subject) {
        if (subject instanceof Subject.KernelFiles files) {
            List<String> pairs = new ArrayList<>(List.of(KERNEL + "=" + files.kernel()));
            files.ramdisk().ifPresent(file -> pairs.add(RAMDISK + "=" + file));
            files.disk().ifPresent(file -> pairs.add(DISK + "=" + file));
            return String.join(",", pairs);
        }
        return subject instanceof Subject.DiskFile disk ? disk.file().toString() : subject.word();
    }

    private static boolean isFile(String text) {
        try {
            return PATH.matcher(text).find() || Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Path absolute(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "'" + text + "' is no path.", null, e);
        }
    }
}
