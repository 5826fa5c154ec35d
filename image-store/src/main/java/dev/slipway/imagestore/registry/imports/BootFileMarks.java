package dev.slipway.imagestore.registry.imports;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.ImageType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells kernels and ramdisks from other files by the marks they begin with: Linux's
 * <a href="https://docs.kernel.org/arch/x86/boot.html">x86</a> and
 * <a href="https://docs.kernel.org/arch/arm64/booting.html">arm64</a> boot protocols, and the archives and compressions
 * that a ramdisk may have.
 */
final class BootFileMarks {

    /** A mark, where it stands, and the architectures it tells of; none where it tells of none. */
    private record Mark(int offset, byte[] bytes, List<Architecture> architectures) {

        static Mark text(int offset, String text, Architecture... architectures) {
            return new Mark(offset, text.getBytes(StandardCharsets.ISO_8859_1), List.of(architectures));
        }
    }

    private static final String GZIP = "\u001f\u008b";
    private static final String XZ = "\u00fd7zXZ\0";
    private static final String ZSTD = "(\u00b5/\u00fd";
    private static final String BZIP2 = "BZh";
    private static final String LZ4 = "\u0002!L\u0018";
    private static final int HEAD_BYTES = 1024;

    private final byte[] head;

    private BootFileMarks(byte[] head) {
        this.head = head;
    }

    static BootFileMarks of(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] head = new byte[(int) Math.min(HEAD_BYTES, file.length())];
            file.readFully(head);
            return new BootFileMarks(head);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + path + "' cannot be read.", e);
        }
    }

    /** Whether this can be what it is meant to be, on that architecture. */
    boolean fits(ImageType type, Architecture architecture) {
        Optional<Mark> mark = marks(type).stream().filter(this::bears).findFirst();
        return mark.isPresent()
                && (mark.get().architectures().isEmpty() || mark.get().architectures().contains(architecture));
    }

    private static List<Mark> marks(ImageType type) {
        return switch (type) {
            case KERNEL -> List.of(
                    Mark.text(0x202, "HdrS", Architecture.I386, Architecture.X86_64),
                    Mark.text(56, "ARMd", Architecture.ARM64),
                    Mark.text(0, GZIP, Architecture.ARM64),
                    Mark.text(0, "\u007fELF"));
            case RAMDISK -> List.of(
                    Mark.text(0, "070701"), Mark.text(0, "070702"), Mark.text(0, GZIP), Mark.text(0, XZ),
                    Mark.text(0, ZSTD), Mark.text(0, BZIP2), Mark.text(0, LZ4));
            case MACHINE -> List.of();
        };
    }

    private boolean bears(Mark mark) {
        int end = mark.offset() + mark.bytes().length;
        return end <= head.length && Arrays.equals(head, mark.offset(), end, mark.bytes(), 0, mark.bytes().length);
    }
}
