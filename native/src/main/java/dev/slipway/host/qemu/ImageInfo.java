package dev.slipway.host.qemu;

import java.util.Optional;

/**
 * What {@code qemu-img info} says of a disk image.
 *
 * @param format the format it was opened as
 * @param virtualSizeBytes the size the guest sees
 * @param actualSizeBytes the space the file takes
 * @param backingFile the backing file it names, as written in the header
 * @param dataFile the external data file it names (qcow2 only)
 * @param encrypted whether its content is encrypted
 * @param corrupt whether QEMU marked it corrupt (qcow2 only)
 * @param dirty whether it was not closed cleanly
 * @param internalSnapshots how many snapshots its table lists
 * @param bitmaps how many persistent bitmaps it has (qcow2 only)
 * @param clusterSizeBytes cluster size, zero where the format has none
 */
public record ImageInfo(
        DiskFormat format,
        long virtualSizeBytes,
        long actualSizeBytes,
        Optional<String> backingFile,
        Optional<String> dataFile,
        boolean encrypted,
        boolean corrupt,
        boolean dirty,
        int internalSnapshots,
        int bitmaps,
        long clusterSizeBytes) {
}
