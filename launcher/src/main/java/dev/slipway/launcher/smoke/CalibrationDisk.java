package dev.slipway.launcher.smoke;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A disk whose boot sector counts, says so on the serial line and halts: a boot that takes the same work wherever it is done, and
 * needs no system of anybody's.
 */
final class CalibrationDisk {

    /** What it says when it has counted. */
    static final String WORDS = "slipway: counted";

    private static final int SECTOR = 512;
    private static final int DISK_BYTES = 1 << 20;
    /** As many turns as an emulator takes about half a second for on a processor of these years. */
    private static final String COUNT = "00000010";
    /** 16-bit code for 0000:7C00: DS is 0, ECX counts down, then the text behind the code goes to COM1, letter by letter. */
    private static final String CODE = "fc" + "31c0" + "8ed8" + "66b9" + COUNT + "6649" + "75fc"
            + "be207c" + "ac" + "84c0" + "7406" + "baf803" + "ee" + "ebf5" + "f4" + "ebfd";

    private CalibrationDisk() {
    }

    /** The bytes of the disk, raw. */
    static byte[] bytes() {
        ByteArrayOutputStream sector = new ByteArrayOutputStream(SECTOR);
        sector.writeBytes(HexFormat.of().parseHex(CODE));
        sector.writeBytes(("\r\n" + WORDS + "\r\n\0").getBytes(StandardCharsets.US_ASCII));
        byte[] disk = new byte[DISK_BYTES];
        System.arraycopy(sector.toByteArray(), 0, disk, 0, sector.size());
        disk[SECTOR - 2] = 0x55;
        disk[SECTOR - 1] = (byte) 0xAA;
        return disk;
    }
}
