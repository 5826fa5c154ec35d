package dev.slipway.host.qemu;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.ResourceLimits;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * qemu-img as typed calls. Formats are always stated, never guessed by QEMU; paths are made absolute, so that no name
 * can be read as a protocol ({@code nbd:...}) or an option. Nothing here is durable before
 * {@link dev.slipway.host.files.DurableFiles#sync}: qemu-img leaves its writes to the page cache.
 *
 * <p>Codes: NOT_A_DISK_IMAGE for a file that cannot be what it should be, NO_SPACE, FILE_FAILED, and
 * {@link Subprocess}'s own.
 *
 * @see <a href="https://www.qemu.org/docs/master/tools/qemu-img.html">qemu-img</a>
 */
public final class QemuImg {

    private static final String PROGRAM = "qemu-img";
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration INSPECTION = Duration.ofSeconds(10);
    /** Reads all metadata, of images up to many TiB. */
    private static final Duration CHECK = Duration.ofMinutes(10);
    /** Moves data: a TiB on a slow disk. */
    private static final Duration HOURS = Duration.ofHours(12);

    /**
     * How a disk that a guest writes is laid out: in clusters of 128 KiB, of which each 4 KiB can be there or not. A small
     * write to a place that was not written before then copies nothing; docs/decisions/0009-disks.md has what that gains.
     */
    private static final String WRITABLE = "extended_l2=on,cluster_size=128k";

    private static final long GIB = 1L << 30;
    /** Ten times what an image within the format's bounds needs. */
    private static final ResourceLimits INSPECTION_LIMITS = new ResourceLimits(GIB, INSPECTION);
    /** check holds two bytes for each cluster: 4 GiB is enough for 64 TiB. */
    private static final ResourceLimits CHECK_LIMITS = new ResourceLimits(4 * GIB, CHECK);

    /** A foreign file may have to be converted for hours, but not in any amount of memory. */
    private static final ResourceLimits CONVERSION_LIMITS = new ResourceLimits(4 * GIB, HOURS);
    /** What a conversion leaves free on a file system: a full one stops everybody who works on it. */
    private static final long RESERVE_BYTES = 16L << 20;

    private static final int CHECK_FOUND_CORRUPTION = 2;
    private static final int CHECK_FOUND_LEAKS = 3;
    private static final int CHECK_UNKNOWN_TO_FORMAT = 63;

    private QemuImg() {
    }

    /** The format of a file by its marks, without reading further; what has no marks is raw. */
    public static DiskFormat recognise(Path file) {
        return ImageMagic.recognise(file);
    }

    /** Recognises the format of a file by its marks and inspects it; what has no marks is raw. */
    public static ImageInfo info(Path file) {
        return inspect(file, ImageMagic.recognise(file));
    }

    /**
     * Inspects a file in the given format, with limits on time and memory; never opens a backing or data file.
     * A file whose marks say another format is refused. The file may be in use.
     */
    public static ImageInfo info(Path file, DiskFormat format) {
        DiskFormat actual = ImageMagic.recognise(file);
        if (actual != format) {
            throw new HostException(HostError.NOT_A_DISK_IMAGE, "The file '" + file + "' is not in "
                    + format.qemuName() + " format" + (actual == DiskFormat.RAW
                            ? "." : ", but in " + actual.qemuName() + " format."));
        }
        return inspect(file, format);
    }

    private static ImageInfo inspect(Path file, DiskFormat format) {
        DiskReferences.of(file, format).refuse(file);
        Subprocess.Output output = Subprocess.of(List.of(PROGRAM, "info", "--output=json", "--force-share",
                "-f", format.qemuName(), name(file)), INSPECTION).limits(INSPECTION_LIMITS).runToAnyExit();
        if (output.exit() != 0) {
            throw QemuImgFailure.reading(file, format, output);
        }
        try {
            return ImageInfoReader.info(output.stdout(), format);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw QemuImgFailure.unintelligible(file, e);
        }
    }

    /**
     * Makes a qcow2 overlay that does not exist yet; {@code backing} is written into the header as given
     * (relative to the overlay's folder) and must be there.
     */
    public static void createOverlay(Path overlay, String backing, DiskFormat backingFormat, long sizeBytes) {
        create(overlay, List.of("-b", checked(backing), "-F", backingFormat.qemuName()), sizeBytes);
    }

    /**
     * As {@link #createOverlay}, on a backing file that is not looked at: it may not be there yet, or be written by a
     * guest at the moment.
     */
    public static void createOverlayUnseen(Path overlay, String backing, DiskFormat backingFormat, long sizeBytes) {
        create(overlay, List.of("-u", "-b", checked(backing), "-F", backingFormat.qemuName()), sizeBytes);
    }

    /** Makes an empty qcow2 file that does not exist yet. */
    public static void createBlank(Path file, long sizeBytes) {
        create(file, List.of(), sizeBytes);
    }

    private static void create(Path file, List<String> options, long sizeBytes) {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "create", "-q", "-f", "qcow2", "-o", WRITABLE));
        command.addAll(options);
        command.add(name(file));
        command.add(Long.toString(sizeBytes));
        NewFile.make(file, () -> write(file, Subprocess.of(command, QUICK)));
    }

    /**
     * Copies the content of a disk that stands alone into a new file, leaving holes where it is zero. A source that
     * names a backing or data file is refused. The target must not exist, is gone when this fails, and never fills its
     * file system to the last byte, however much a compressed source expands. In order and without threads of its own
     * that write: the same content gives the same file, byte for byte.
     */
    public static void convert(Path source, DiskFormat from, Path target, DiskFormat to, Progress progress) {
        ImageInfo info = info(source, from);
        if (info.backingFile().isPresent() || info.dataFile().isPresent()) {
            throw new HostException(HostError.NOT_A_DISK_IMAGE,
                    "The file '" + source + "' does not stand alone: it names another file.");
        }
        convert(source, info, target, to, progress);
    }

    /**
     * Copies the content of a disk and of all that it is built on into a new file that stands alone. Only for a disk of
     * our own: it opens whatever file the chain names. The source must not be in use, but for reading.
     */
    public static void convertChain(Path source, DiskFormat from, Path target, DiskFormat to, Progress progress) {
        convert(source, info(source, from), target, to, progress);
    }

    private static void convert(Path source, ImageInfo info, Path target, DiskFormat to, Progress progress) {
        DiskFormat from = info.format();
        // A raw file is as long as its disk, however little of it there is: its length says nothing of space.
        ResourceLimits limits = to == DiskFormat.RAW ? CONVERSION_LIMITS : CONVERSION_LIMITS.withFileBytes(room(target));
        List<String> command = new ArrayList<>(List.of(PROGRAM, "convert", "-p", "-f", from.qemuName(),
                "-O", to.qemuName()));
        if (to == DiskFormat.VPC) {
            // Else the disk grows to the next size that cylinders, heads and sectors can say.
            command.addAll(List.of("-o", "force_size=on"));
        }
        command.addAll(List.of(name(source), name(target)));
        Subprocess convert = Subprocess.of(command, HOURS).endingWithCaller().limits(limits)
                .onOutput(new PercentLines("converting " + source.getFileName(), info.virtualSizeBytes(), progress));
        NewFile.make(target, () -> {
            Subprocess.Output output = convert.runToAnyExit();
            if (output.exit() != 0) {
                throw QemuImgFailure.converting(source, from, target, output);
            }
        });
    }

    /** How long a new file may become. */
    private static long room(Path target) {
        long usable = target.toAbsolutePath().getParent().toFile().getUsableSpace();
        return Math.max(1, usable - Math.min(RESERVE_BYTES, usable / 16));
    }

    /**
     * Copies what a guest would read of a qcow2 and all its backing files into a new qcow2 that stands alone. Only for a
     * chain of our own making: every file it names is opened. The target must not exist, and is gone when this fails.
     */
    public static void flatten(Path source, Path target, Progress progress) {
        long sizeBytes = info(source, DiskFormat.QCOW2).virtualSizeBytes();
        Subprocess convert = Subprocess.of(List.of(PROGRAM, "convert", "-p", "-f", "qcow2", "-O", "qcow2", name(source),
                name(target)), HOURS).endingWithCaller()
                .onOutput(new PercentLines("flattening " + source.getParent().getFileName(), sizeBytes, progress));
        NewFile.make(target, () -> {
            Subprocess.Output output = convert.runToAnyExit();
            if (output.exit() != 0) {
                throw QemuImgFailure.converting(source, DiskFormat.QCOW2, target, output);
            }
        });
    }

    /**
     * Checks the consistency of an image and throws NOT_A_DISK_IMAGE when it is broken: damaged, or cut off so that
     * clusters are missing. Leaks are only reported: they waste space. A format without a check passes.
     * Call it on an image that {@link #info} has shown to stand alone, or on one of our own: it opens the whole chain.
     */
    public static CheckReport check(Path file, DiskFormat format) {
        if (format == DiskFormat.RAW) {
            return CheckReport.CLEAN;
        }
        if (format == DiskFormat.VDI) {
            VdiLength.check(file);
        }
        Subprocess.Output output = Subprocess.of(List.of(PROGRAM, "check", "--output=json", "-f", format.qemuName(),
                name(file)), CHECK).limits(CHECK_LIMITS).endingWithCaller().runToAnyExit();
        return switch (output.exit()) {
            case 0, CHECK_FOUND_CORRUPTION, CHECK_FOUND_LEAKS -> report(file, output);
            case CHECK_UNKNOWN_TO_FORMAT -> CheckReport.CLEAN;
            default -> throw QemuImgFailure.reading(file, format, output);
        };
    }

    private static CheckReport report(Path file, Subprocess.Output output) {
        try {
            CheckReport report = ImageInfoReader.check(output.stdout());
            if (!report.sound()) {
                throw new HostException(HostError.NOT_A_DISK_IMAGE, "The disk image '" + file
                        + "' is damaged or cut off: qemu-img check found " + report.corruptions()
                        + " corruptions and " + report.errors() + " errors.");
            }
            return report;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw QemuImgFailure.unintelligible(file, e);
        }
    }

    /** Grows (never shrinks) the virtual size of an image that is not in use. */
    public static void resize(Path file, DiskFormat format, long sizeBytes) {
        write(file, Subprocess.of(List.of(PROGRAM, "resize", "-q", "-f", format.qemuName(), name(file),
                Long.toString(sizeBytes)), QUICK));
    }

    /** Points an overlay at another backing file of the same content, copying nothing; null: at none. */
    public static void rebaseUnsafe(Path overlay, String backing, DiskFormat backingFormat) {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "rebase", "-q", "-u", "-f", "qcow2"));
        addBacking(command, backing, backingFormat);
        command.add(name(overlay));
        write(overlay, Subprocess.of(command, QUICK));
    }

    /** Copies what differs from the new backing file into the overlay, then points it there; null: flattens. */
    public static void rebase(Path overlay, String backing, DiskFormat backingFormat, Progress progress) {
        long sizeBytes = info(overlay, DiskFormat.QCOW2).virtualSizeBytes();
        List<String> command = new ArrayList<>(List.of(PROGRAM, "rebase", "-p", "-f", "qcow2"));
        addBacking(command, backing, backingFormat);
        command.add(name(overlay));
        write(overlay, Subprocess.of(command, HOURS).endingWithCaller()
                .onOutput(new PercentLines("rebasing " + overlay.getFileName(), sizeBytes, progress)));
    }

    private static void addBacking(List<String> command, String backing, DiskFormat format) {
        if (backing == null) {
            command.addAll(List.of("-b", ""));
        } else {
            command.addAll(List.of("-b", checked(backing), "-F", format.qemuName()));
        }
    }

    private static void write(Path file, Subprocess program) {
        Subprocess.Output output = program.runToAnyExit();
        if (output.exit() != 0) {
            throw QemuImgFailure.writing(file, output);
        }
    }

    private static String name(Path file) {
        return file.toAbsolutePath().toString();
    }

    /** QEMU reads {@code word:} at the start of a name as a protocol. */
    private static String checked(String backing) {
        int colon = backing.indexOf(':');
        int slash = backing.indexOf('/');
        if (backing.isEmpty() || colon >= 0 && (slash < 0 || colon < slash)) {
            throw new IllegalArgumentException("not the name of a backing file: '" + backing + "'");
        }
        return backing;
    }

    /** What {@code qemu-img check} counted. */
    public record CheckReport(long corruptions, long leaks, long errors) {

        static final CheckReport CLEAN = new CheckReport(0, 0, 0);

        /** Whether the image can be trusted; leaked clusters only waste space. */
        public boolean sound() {
            return corruptions == 0 && errors == 0;
        }
    }
}
