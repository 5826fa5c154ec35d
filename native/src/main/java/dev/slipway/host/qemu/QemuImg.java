package dev.slipway.host.qemu;

import dev.slipway.host.progress.Progress;
import java.nio.file.Path;

/** Stub: see the plan; replaced by the native part. */
public final class QemuImg {

    private QemuImg() {
    }

    /** Inspects a file in the given format, with limits on time and memory; never follows a backing file. */
    public static ImageInfo info(Path file, DiskFormat format) {
        throw new UnsupportedOperationException();
    }

    /** Recognises the format of a file as QEMU does and inspects it. */
    public static ImageInfo info(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Makes a qcow2 overlay; {@code backing} is written into the header as given (relative to the overlay's folder). */
    public static void createOverlay(Path overlay, String backing, DiskFormat backingFormat, long sizeBytes) {
        throw new UnsupportedOperationException();
    }

    /** Makes an empty qcow2 file. */
    public static void createBlank(Path file, long sizeBytes) {
        throw new UnsupportedOperationException();
    }

    /** Converts to qcow2. */
    public static void convert(Path source, DiskFormat from, Path target, DiskFormat to, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Checks the consistency of an image and throws when it is broken. */
    public static CheckReport check(Path file, DiskFormat format) {
        throw new UnsupportedOperationException();
    }

    /** Grows (never shrinks) the virtual size. */
    public static void resize(Path file, DiskFormat format, long sizeBytes) {
        throw new UnsupportedOperationException();
    }

    /** Points an overlay at another backing file of the same content, copying nothing. */
    public static void rebaseUnsafe(Path overlay, String backing, DiskFormat backingFormat) {
        throw new UnsupportedOperationException();
    }

    /** Copies what differs from the new backing file into the overlay, then points it there; null: flattens. */
    public static void rebase(Path overlay, String backing, DiskFormat backingFormat, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** What {@code qemu-img check} counted. */
    public record CheckReport(long corruptions, long leaks, long errors) {
        /** Whether the image can be trusted; leaked clusters only waste space. */
        public boolean sound() {
            return corruptions == 0 && errors == 0;
        }
    }
}
