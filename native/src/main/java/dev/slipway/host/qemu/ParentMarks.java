package dev.slipway.host.qemu;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What says of a Virtual PC, Hyper-V or VirtualBox disk that it is only a difference to another one: the disk type in
 * <a href="https://learn.microsoft.com/windows/win32/vstor/about-vhd">VHD</a>'s footer, a flag in the metadata of
 * <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-vhdx/">VHDX</a>, the image type of VDI.
 */
final class ParentMarks {

    private static final int SECTOR_BYTES = 512;
    private static final String VPC_COOKIE = "conectix";
    private static final int VPC_TYPE_AT = 60;
    private static final int VPC_DIFFERENCING = 4;

    private static final long[] VHDX_REGION_TABLES = {192 << 10, 256 << 10};
    private static final int VHDX_TABLE_BYTES = 64 << 10;
    private static final int VHDX_MOST_REGIONS = 2047;
    private static final int VHDX_REGIONS_AT = 16;
    private static final int VHDX_ENTRY_BYTES = 32;
    private static final int GUID_BYTES = 16;
    private static final String VHDX_METADATA_REGION = "06a27c8b90479a4bb8fe575f050f886e";
    private static final String VHDX_FILE_PARAMETERS = "3767a1ca36fa434db3b633f0aa44e76b";
    private static final String VHDX_PARENT_LOCATOR = "2d5fd3a80bb34d45abf7d3d84834ab0c";
    private static final int VHDX_HAS_PARENT = 2;

    private static final int VDI_TYPE_AT = 0x4c;
    private static final int VDI_LINK_AT = 0x1a8;
    private static final int VDI_DIFFERENCING = 4;

    private ParentMarks() {
    }

    static Optional<String> vpc(RandomAccessFile file) throws IOException {
        // Dynamic disks have a copy of the footer at their beginning, fixed ones have the footer only.
        for (long at : new long[] {0, file.length() - SECTOR_BYTES}) {
            ByteBuffer footer = DiskReferences.read(file, at, SECTOR_BYTES).order(ByteOrder.BIG_ENDIAN);
            if (text(footer, 0, VPC_COOKIE.length()).equals(VPC_COOKIE)
                    && footer.getInt(VPC_TYPE_AT) == VPC_DIFFERENCING) {
                return Optional.of("parent of a differencing disk");
            }
        }
        return Optional.empty();
    }

    static Optional<String> vhdx(RandomAccessFile file) throws IOException {
        for (long table : VHDX_REGION_TABLES) {
            ByteBuffer regions = DiskReferences.read(file, table, VHDX_TABLE_BYTES);
            int count = text(regions, 0, 4).equals("regi") ? regions.getInt(8) : 0;
            for (int i = 0; i < Math.min(count, VHDX_MOST_REGIONS); i++) {
                int entry = VHDX_REGIONS_AT + i * VHDX_ENTRY_BYTES;
                if (hex(regions, entry).equals(VHDX_METADATA_REGION)
                        && hasParent(file, regions.getLong(entry + GUID_BYTES))) {
                    return Optional.of("parent of a differencing disk");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasParent(RandomAccessFile file, long region) throws IOException {
        ByteBuffer table = DiskReferences.read(file, region, VHDX_TABLE_BYTES);
        int count = Short.toUnsignedInt(table.getShort(10));
        for (int i = 0; i < Math.min(count, VHDX_MOST_REGIONS - 1); i++) {
            int entry = VHDX_ENTRY_BYTES + i * VHDX_ENTRY_BYTES;
            String item = hex(table, entry);
            if (item.equals(VHDX_PARENT_LOCATOR)) {
                return true;
            }
            if (item.equals(VHDX_FILE_PARAMETERS)) {
                long at = region + Integer.toUnsignedLong(table.getInt(entry + GUID_BYTES));
                if ((DiskReferences.read(file, at, Long.BYTES).getInt(4) & VHDX_HAS_PARENT) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    static Optional<String> vdi(RandomAccessFile file) throws IOException {
        ByteBuffer header = DiskReferences.read(file, 0, SECTOR_BYTES);
        // Snapshots and linked clones name, by their identities, what they are based on: two of 16 bytes.
        boolean linked = false;
        for (int i = 0; i < 2 * GUID_BYTES; i++) {
            linked |= header.get(VDI_LINK_AT + i) != 0;
        }
        return linked || header.getInt(VDI_TYPE_AT) == VDI_DIFFERENCING
                ? Optional.of("parent of a differencing disk") : Optional.empty();
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        return new String(bytes.array(), at, length, StandardCharsets.ISO_8859_1);
    }

    private static String hex(ByteBuffer bytes, int at) {
        return HexFormat.of().formatHex(bytes.array(), at, at + GUID_BYTES);
    }
}
