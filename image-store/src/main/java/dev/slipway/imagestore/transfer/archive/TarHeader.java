package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.ARCHIVE_MALFORMED;

import dev.slipway.imagestore.errors.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of a plain file in a tar archive, in the form that every tar reads
 * (<a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar's manual</a>). Links, folders, devices
 * and every extension are refused: an archive of ours has none.
 *
 * @param name the entry's name
 * @param sizeBytes how much content follows
 */
record TarHeader(String name, long sizeBytes) {

    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int MODE_AT = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;
    private static final int TIME_AT = 136;
    private static final int SUM_AT = 148;
    private static final int SUM = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final byte[] MAGIC = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    private static final long MOST_OCTAL = 077777777777L;

    /** How much the content takes, filled up to whole blocks. */
    long paddedBytes() {
        return (sizeBytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** As a block. */
    byte[] block(long modifiedSeconds) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, MODE_AT, "0000644\0" + "0000000\0" + "0000000\0");
        if (sizeBytes <= MOST_OCTAL) {
            put(block, SIZE_AT, String.format("%011o", sizeBytes));
        } else {
            // What GNU, BSD and every other living tar understand beyond 8 GiB: the number itself.
            block[SIZE_AT] = (byte) 0x80;
            for (int i = 0; i < Long.BYTES; i++) {
                block[SIZE_AT + SIZE - 1 - i] = (byte) (sizeBytes >> 8 * i);
            }
        }
        put(block, TIME_AT, String.format("%011o", modifiedSeconds));
        block[TYPE_AT] = '0';
        System.arraycopy(MAGIC, 0, block, MAGIC_AT, MAGIC.length);
        put(block, SUM_AT, String.format("%06o\0 ", sum(block)));
        return block;
    }

    /** Reads a block; throws ARCHIVE_MALFORMED for anything but a plain file. */
    static TarHeader of(byte[] block) {
        if (!isTar(block)) {
            throw new StoreException(ARCHIVE_MALFORMED, "It is no tar archive, or cut off.");
        }
        if (octal(block, SUM_AT, SUM) != sum(block)) {
            throw new StoreException(ARCHIVE_MALFORMED, "The header of an entry is damaged.");
        }
        if (block[TYPE_AT] != '0' && block[TYPE_AT] != 0) {
            throw new StoreException(ARCHIVE_MALFORMED, "It has an entry that is no plain file.");
        }
        int end = 0;
        while (end < NAME && block[end] != 0) {
            end++;
        }
        return new TarHeader(new String(block, 0, end, StandardCharsets.ISO_8859_1), size(block));
    }

    /** Whether a block is the header of an entry of any kind. */
    static boolean isTar(byte[] block) {
        return block.length == BLOCK && Arrays.equals(block, MAGIC_AT, MAGIC_AT + 5, MAGIC, 0, 5);
    }

    private static long size(byte[] block) {
        if ((block[SIZE_AT] & 0x80) == 0) {
            return octal(block, SIZE_AT, SIZE);
        }
        long size = 0;
        for (int i = SIZE_AT + SIZE - Long.BYTES; i < SIZE_AT + SIZE; i++) {
            size = size << 8 | block[i] & 0xff;
        }
        if (size < 0 || (block[SIZE_AT] & 0x7f) != 0) {
            throw new StoreException(ARCHIVE_MALFORMED, "An entry has no possible size.");
        }
        return size;
    }

    private static long octal(byte[] block, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            if (block[i] >= '0' && block[i] <= '7') {
                number = number * 8 + block[i] - '0';
            } else if (block[i] != ' ' && block[i] != 0) {
                throw new StoreException(ARCHIVE_MALFORMED, "The header of an entry is damaged.");
            }
        }
        return number;
    }

    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
