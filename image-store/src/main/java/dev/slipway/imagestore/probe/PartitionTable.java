package dev.slipway.imagestore.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The partitions of a disk, by its GPT or else its MBR. A table that makes no sense has none.
 *
 * @param partitions in their order, none longer than the disk
 * @param bootCode whether the first sector has something for a BIOS to run
 * @param gpt whether they are a GPT's
 */
record PartitionTable(List<Partition> partitions, boolean bootCode, boolean gpt) {

    private static final int SECTOR_BYTES = 512;
    private static final int[] GPT_SECTOR_BYTES = {512, 4096};
    private static final int MBR_CODE_BYTES = 440;
    private static final int MBR_TABLE_AT = 446;
    private static final int MBR_ENTRY_BYTES = 16;
    private static final int MBR_MARK_AT = 510;
    private static final short MBR_MARK = (short) 0xaa55;
    private static final int MOST_PARTITIONS = 256;
    private static final int GUID_BYTES = 16;
    private static final int SMALLEST_ENTRY_BYTES = 128;
    private static final int LARGEST_ENTRY_BYTES = 4096;

    static PartitionTable of(Qcow2Content disk) throws IOException {
        ByteBuffer first = buffer(disk.read(0, SECTOR_BYTES));
        boolean code = false;
        for (int i = 0; i < MBR_CODE_BYTES; i++) {
            code |= first.get(i) != 0;
        }
        if (first.getShort(MBR_MARK_AT) != MBR_MARK) {
            return new PartitionTable(List.of(), false, false);
        }
        for (int sector : GPT_SECTOR_BYTES) {
            if (disk.sizeBytes() >= 2L * sector) {
                ByteBuffer header = buffer(disk.read(sector, SECTOR_BYTES));
                if (new String(header.array(), 0, 8, StandardCharsets.ISO_8859_1).equals("EFI PART")) {
                    return new PartitionTable(gpt(disk, header, sector), code, true);
                }
            }
        }
        return new PartitionTable(mbr(disk, first), code, false);
    }

    private static List<Partition> gpt(Qcow2Content disk, ByteBuffer header, int sector) throws IOException {
        List<Partition> partitions = new ArrayList<>();
        long table = header.getLong(72);
        int count = header.getInt(80);
        int entryBytes = header.getInt(84);
        if (table <= 0 || table > disk.sizeBytes() / sector || count <= 0 || count > MOST_PARTITIONS
                || entryBytes < SMALLEST_ENTRY_BYTES || entryBytes > LARGEST_ENTRY_BYTES) {
            return partitions;
        }
        ByteBuffer entries = buffer(disk.read(table * sector, count * entryBytes));
        for (int i = 0; i < count; i++) {
            int at = i * entryBytes;
            String type = HexFormat.of().formatHex(entries.array(), at, at + GUID_BYTES);
            add(partitions, disk, type, entries.getLong(at + 32), entries.getLong(at + 40), sector);
        }
        return partitions;
    }

    private static List<Partition> mbr(Qcow2Content disk, ByteBuffer first) {
        List<Partition> partitions = new ArrayList<>();
        for (int at = MBR_TABLE_AT; at < MBR_MARK_AT; at += MBR_ENTRY_BYTES) {
            long begin = Integer.toUnsignedLong(first.getInt(at + 8));
            long length = Integer.toUnsignedLong(first.getInt(at + 12));
            String type = HexFormat.of().toHexDigits(first.get(at + 4));
            add(partitions, disk, type, begin, begin + length - 1, SECTOR_BYTES);
        }
        return partitions;
    }

    private static void add(
            List<Partition> partitions, Qcow2Content disk, String type, long first, long last, int sector) {
        long sectors = disk.sizeBytes() / sector;
        if (first > 0 && last >= first && last < sectors) {
            partitions.add(new Partition(type, first * sector, (last - first + 1) * sector));
        }
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean has(String type) {
        return partitions.stream().anyMatch(partition -> partition.type().equals(type));
    }
}
