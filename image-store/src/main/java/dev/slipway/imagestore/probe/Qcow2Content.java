package dev.slipway.imagestore.probe;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a guest would read from a qcow2, a few blocks of it: starting a program for each would take longer than reading the
 * tables. One that builds on others tells where it has content of its own; those others it does not open. Written against
 * <a href="https://www.qemu.org/docs/master/interop/qcow2.html">the format's specification</a>; whatever it does not
 * know is an IOException, and nothing is read that is not in the file.
 */
public final class Qcow2Content implements AutoCloseable {

    private static final int MAGIC = 0x514649fb;
    private static final int HEADER_BYTES = 112;
    private static final int SMALLEST_CLUSTER_BITS = 9;
    private static final int LARGEST_CLUSTER_BITS = 21;
    private static final long OFFSETS = 0x00ff_ffff_ffff_fe00L;
    private static final long COMPRESSED = 1L << 62;
    private static final long ALL_ZERO = 1;
    private static final int SECTOR_BYTES = 512;
    /** The compression type differs, and all other bits that do not matter to readers of a clean image. */
    private static final long UNDERSTOOD_FEATURES = 1L | 1 << 3;

    private final RandomAccessFile file;
    private final int clusterBits;
    private final long sizeBytes;
    private final long l1Entries;
    private final long l1Offset;
    private final boolean zstd;
    private final boolean overlay;

    /** One that stands alone. */
    Qcow2Content(Path path) throws IOException {
        this(path, false);
    }

    /** @param mayBuildOnOthers whether one that does not stand alone is opened, too */
    public Qcow2Content(Path path, boolean mayBuildOnOthers) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        boolean opened = false;
        try {
            ByteBuffer header = ByteBuffer.wrap(bytes(0, HEADER_BYTES));
            int version = header.getInt(4);
            clusterBits = header.getInt(20);
            sizeBytes = header.getLong(24);
            l1Entries = Integer.toUnsignedLong(header.getInt(36));
            l1Offset = header.getLong(40);
            long features = version >= 3 ? header.getLong(72) : 0;
            zstd = (features & 1 << 3) != 0 && header.get(104) == 1;
            overlay = header.getLong(8) != 0;
            if (header.getInt(0) != MAGIC || overlay && !mayBuildOnOthers || (features & ~UNDERSTOOD_FEATURES) != 0
                    || clusterBits < SMALLEST_CLUSTER_BITS || clusterBits > LARGEST_CLUSTER_BITS || sizeBytes < 0) {
                throw new IOException("not a qcow2 that is understood here");
            }
            opened = true;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** The size of the disk. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Whether it builds on another. */
    public boolean isOverlay() {
        return overlay;
    }

    /**
     * Calls back for each run of bytes of which this file itself says what they are.
     *
     * @param zeros whether those count that it says to be zeros
     */
    public void eachOwn(boolean zeros, OwnRun run) throws IOException {
        int l2Entries = clusterBytes() / Long.BYTES;
        for (long l1 = 0; l1 < l1Entries; l1++) {
            long l2Offset = entry(l1Offset + l1 * Long.BYTES) & OFFSETS;
            if (l2Offset == 0) {
                continue;
            }
            LongBuffer table = ByteBuffer.wrap(bytes(l2Offset, clusterBytes())).asLongBuffer();
            for (int l2 = 0; l2 < l2Entries; l2++) {
                long entry = table.get(l2);
                boolean zero = (entry & COMPRESSED) == 0 && (entry & ALL_ZERO) != 0;
                if (isOwn(entry) && (zeros || !zero)) {
                    run.at((l1 * l2Entries + l2) << clusterBits, clusterBytes());
                }
            }
        }
    }

    /** A run of bytes. */
    @FunctionalInterface
    public interface OwnRun {
        /** It begins there. */
        void at(long offset, int length);
    }

    /**
     * Puts into a buffer what this file itself has of a part of the disk.
     *
     * @param missing the places of the buffer that nobody has filled yet; those that are filled are taken away
     */
    public void fill(long offset, byte[] into, BitSet missing) throws IOException {
        for (int done = 0; done < into.length;) {
            long at = offset + done;
            int inCluster = (int) (at & clusterBytes() - 1);
            int count = Math.min(into.length - done, clusterBytes() - inCluster);
            int from = missing.nextSetBit(done);
            if (at < sizeBytes && from >= 0 && from < done + count && isOwn(l2Entry(at))) {
                byte[] cluster = new byte[count];
                readCluster(at, inCluster, cluster, 0, (int) Math.min(count, sizeBytes - at));
                for (int i = from; i >= 0 && i < done + count; i = missing.nextSetBit(i + 1)) {
                    into[i] = cluster[i - done];
                }
                missing.clear(done, done + count);
            }
            done += count;
        }
    }

    private static boolean isOwn(long entry) {
        return (entry & COMPRESSED) != 0 || (entry & ALL_ZERO) != 0 || (entry & OFFSETS) != 0;
    }

    private long l2Entry(long at) throws IOException {
        int l2Bits = clusterBits - 3;
        long l1 = at >>> l2Bits + clusterBits;
        if (l1 >= l1Entries) {
            return 0;
        }
        long l2Offset = entry(l1Offset + l1 * Long.BYTES) & OFFSETS;
        return l2Offset == 0 ? 0 : entry(l2Offset + (at >>> clusterBits & (1L << l2Bits) - 1) * Long.BYTES);
    }

    /** What the guest would read there; the place must be on the disk. */
    byte[] read(long offset, int length) throws IOException {
        if (offset < 0 || offset > sizeBytes - length) {
            throw new IOException("beyond the end of the disk");
        }
        byte[] content = new byte[length];
        for (int done = 0; done < length;) {
            long at = offset + done;
            int inCluster = (int) (at & clusterBytes() - 1);
            int count = Math.min(length - done, clusterBytes() - inCluster);
            readCluster(at, inCluster, content, done, count);
            done += count;
        }
        return content;
    }

    private int clusterBytes() {
        return 1 << clusterBits;
    }

    private void readCluster(long at, int inCluster, byte[] into, int to, int count) throws IOException {
        int l2Bits = clusterBits - 3;
        long l1 = at >>> l2Bits + clusterBits;
        if (l1 >= l1Entries) {
            throw new IOException("beyond the table");
        }
        long l2Offset = entry(l1Offset + l1 * Long.BYTES) & OFFSETS;
        if (l2Offset == 0) {
            return;
        }
        long l2 = at >>> clusterBits & (1L << l2Bits) - 1;
        long entry = entry(l2Offset + l2 * Long.BYTES);
        if ((entry & COMPRESSED) != 0) {
            System.arraycopy(unpacked(entry), inCluster, into, to, count);
        } else if ((entry & ALL_ZERO) == 0 && (entry & OFFSETS) != 0) {
            System.arraycopy(bytes((entry & OFFSETS) + inCluster, count), 0, into, to, count);
        }
    }

    private byte[] unpacked(long entry) throws IOException {
        int offsetBits = 62 - (clusterBits - 8);
        long offset = entry & (1L << offsetBits) - 1;
        long sectors = (entry & COMPRESSED - 1) >>> offsetBits;
        int length = (int) ((sectors + 1) * SECTOR_BYTES - (offset & SECTOR_BYTES - 1));
        byte[] packed = bytes(offset, (int) Math.min(length, Math.max(0, file.length() - offset)));
        byte[] cluster = new byte[clusterBytes()];
        if (zstd) {
            try (var in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed))) {
                in.readNBytes(cluster, 0, cluster.length);
            }
            return cluster;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            inflater.inflate(cluster);
            return cluster;
        } catch (DataFormatException e) {
            throw new IOException(e);
        } finally {
            inflater.end();
        }
    }

    private long entry(long offset) throws IOException {
        return ByteBuffer.wrap(bytes(offset, Long.BYTES)).getLong();
    }

    private byte[] bytes(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
