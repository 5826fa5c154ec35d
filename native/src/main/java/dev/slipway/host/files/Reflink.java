package dev.slipway.host.files;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Copies that share their blocks with the original until either is written. */
final class Reflink {

    /** Only on these is the attempt worth loading JNA for; elsewhere the answer is known. */
    private static final Set<String> CAPABLE = Set.of("btrfs", "xfs", "bcachefs", "zfs", "ocfs2", "overlay", "nfs4");

    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_CLOEXEC = 02000000;
    /** From linux/fs.h: {@code _IOW(0x94, 9, int)}. */
    private static final NativeLong FICLONE = new NativeLong(0x40049409L);

    private Reflink() {
    }

    /** Makes the existing, empty target a clone of the source; false where the file system cannot, target untouched. */
    static boolean tryClone(Path source, Path target) throws IOException {
        return isCapable(target) && CLibrary.clone(source, target);
    }

    static boolean mayClone(Path source, Path folder) {
        try {
            return isCapable(folder) && Files.getFileStore(source).equals(Files.getFileStore(folder));
        } catch (IOException e) {
            // As below: no file store is found.
            return false;
        }
    }

    private static boolean isCapable(Path target) {
        try {
            return CAPABLE.contains(Files.getFileStore(target).type());
        } catch (IOException e) {
            // Below a root that is no mount point, as in a plain chroot, Java finds no file store.
            return false;
        }
    }

    /** Loaded with JNA at the first attempt. */
    private static final class CLibrary {

        static {
            Native.register(CLibrary.class, NativeLibrary.getInstance("c"));
        }

        private CLibrary() {
        }

        static boolean clone(Path source, Path target) {
            try {
                int from = open(source, O_RDONLY);
                try {
                    clone(from, target);
                    return true;
                } finally {
                    close(from);
                }
            } catch (LastErrorException e) {
                // Another file system, or one made without reflinks: every cause shows again when bytes are copied.
                return false;
            }
        }

        private static void clone(int from, Path target) {
            int to = open(target, O_WRONLY);
            try {
                ioctl(to, FICLONE, from);
            } finally {
                close(to);
            }
        }

        private static int open(Path path, int flags) {
            return open(path.toString(), flags | O_CLOEXEC);
        }

        // Without this clause JNA returns -1, which nobody would look at, and a clone that failed would pass for one.
        private static native int open(String path, int flags) throws LastErrorException;

        private static native int ioctl(int fd, NativeLong request, int argument) throws LastErrorException;

        private static native int close(int fd);
    }
}
