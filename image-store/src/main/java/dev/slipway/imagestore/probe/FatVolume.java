package dev.slipway.imagestore.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The folders of a FAT file system, as far as boot loaders are looked for in them: short names only, which firmware's are.
 * Tables that lead in circles or out of the partition are an IOException.
 */
final class FatVolume {

    private static final int SECTOR_BYTES = 512;
    private static final int ENTRY_BYTES = 32;
    private static final int NAME_BYTES = 11;
    private static final int ATTRIBUTES_AT = 11;
    private static final int FOLDER = 0x10;
    private static final int LABEL = 0x08;
    /** A folder with more than this is none that firmware would read. */
    private static final int MOST_CLUSTERS = 256;
    private static final int LARGEST_CLUSTER_BYTES = 1 << 18;
    private static final long FAT12_CLUSTERS = 4085;
    private static final long FAT16_CLUSTERS = 65_525;

    private final Qcow2Content disk;
    private final Partition partition;
    private final int clusterBytes;
    private final long fatOffset;
    private final long rootOffset;
    private final int rootEntries;
    private final long dataOffset;
    private final long clusters;
    private final int rootCluster;

    FatVolume(Qcow2Content disk, Partition partition) throws IOException {
        this.disk = disk;
        this.partition = partition;
        ByteBuffer boot = read(0, SECTOR_BYTES);
        int sectorBytes = Short.toUnsignedInt(boot.getShort(11));
        clusterBytes = sectorBytes * Byte.toUnsignedInt(boot.get(13));
        long reserved = Short.toUnsignedInt(boot.getShort(14));
        int fats = Byte.toUnsignedInt(boot.get(16));
        rootEntries = Short.toUnsignedInt(boot.getShort(17));
        long sectors = boot.getShort(19) != 0 ? Short.toUnsignedInt(boot.getShort(19))
                : Integer.toUnsignedLong(boot.getInt(32));
        long fatSectors = boot.getShort(22) != 0 ? Short.toUnsignedInt(boot.getShort(22))
                : Integer.toUnsignedLong(boot.getInt(36));
        rootCluster = rootEntries == 0 ? boot.getInt(44) : 0;
        if (sectorBytes < SECTOR_BYTES || Integer.bitCount(sectorBytes) != 1 || clusterBytes == 0
                || clusterBytes > LARGEST_CLUSTER_BYTES || fats == 0 || fatSectors == 0) {
            throw new IOException("no FAT");
        }
        fatOffset = reserved * sectorBytes;
        rootOffset = fatOffset + fats * fatSectors * sectorBytes;
        dataOffset = rootOffset + (long) rootEntries * ENTRY_BYTES;
        clusters = (sectors * sectorBytes - dataOffset) / clusterBytes;
    }

    /** The names of the files in a folder, as eleven characters; none where the folder is not. */
    List<String> files(String... folders) throws IOException {
        Map<String, Integer> entries = entries(-1);
        for (String folder : folders) {
            Integer cluster = entries.get(folder);
            if (cluster == null || cluster < 0) {
                return List.of();
            }
            entries = entries(cluster);
        }
        List<String> files = new ArrayList<>();
        entries.forEach((name, cluster) -> {
            if (cluster < 0) {
                files.add(name);
            }
        });
        return files;
    }

    /** What a folder has: the first cluster of a folder, -1 for a file. -1 as the folder is the root. */
    private Map<String, Integer> entries(int folder) throws IOException {
        Map<String, Integer> entries = new HashMap<>();
        if (folder < 0 && rootEntries > 0) {
            take(read(rootOffset, rootEntries * ENTRY_BYTES), entries);
            return entries;
        }
        long cluster = folder < 0 ? rootCluster : folder;
        for (int count = 0; cluster >= 2 && cluster < clusters + 2; count++) {
            if (count == MOST_CLUSTERS) {
                throw new IOException("a folder without end");
            }
            if (!take(read(dataOffset + (cluster - 2) * clusterBytes, clusterBytes), entries)) {
                break;
            }
            cluster = next(cluster);
        }
        return entries;
    }

    /** Adds the entries of a block; false when they end in it. */
    private static boolean take(ByteBuffer block, Map<String, Integer> entries) {
        for (int at = 0; at + ENTRY_BYTES <= block.capacity(); at += ENTRY_BYTES) {
            int first = Byte.toUnsignedInt(block.get(at));
            if (first == 0) {
                return false;
            }
            int attributes = block.get(at + ATTRIBUTES_AT);
            if (first != 0xe5 && (attributes & LABEL) == 0) {
                String name = new String(block.array(), at, NAME_BYTES, StandardCharsets.ISO_8859_1);
                int cluster = Short.toUnsignedInt(block.getShort(at + 26)) | block.getShort(at + 20) << 16;
                entries.put(name, (attributes & FOLDER) != 0 ? cluster & 0x0fff_ffff : -1);
            }
        }
        return true;
    }

    private long next(long cluster) throws IOException {
        if (clusters < FAT12_CLUSTERS) {
            int pair = Short.toUnsignedInt(read(fatOffset + cluster + cluster / 2, 2).getShort());
            return (cluster & 1) == 0 ? pair & 0xfff : pair >> 4;
        }
        if (clusters < FAT16_CLUSTERS) {
            return Short.toUnsignedInt(read(fatOffset + cluster * 2, 2).getShort());
        }
        return read(fatOffset + cluster * 4, 4).getInt() & 0x0fff_ffff;
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        if (offset < 0 || offset > partition.sizeBytes() - length) {
            throw new IOException("beyond the end of the partition");
        }
        return ByteBuffer.wrap(disk.read(partition.offsetBytes() + offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
