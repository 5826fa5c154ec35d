package dev.slipway.host.libvirt.disk;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.qemu.DiskFormat;
import java.nio.file.Path;

/**
 * One disk of an external snapshot: what the guest writes from now on goes to {@code overlay}, backed by what was the disk's file.
 *
 * @param target the disk's name in the domain's XML, such as {@code vda}
 * @param overlay the file; libvirt makes it, unless it is told to use the one that is there
 * @param format the overlay's format
 */
public record DiskSnapshot(String target, Path overlay, DiskFormat format) {

    public DiskSnapshot {
        requireNonNull(target, "target");
        requireNonNull(format, "format");
        if (!overlay.isAbsolute()) {
            throw new IllegalArgumentException("overlay must be absolute: " + overlay);
        }
    }
}
