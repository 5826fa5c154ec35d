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
    /** Entries have 32 parts each with a say of its own. */
    private static final long EXTENDED = 1 << 4;
    private static final int PARTS = 32;
    private static final int LONG_ENTRY_BYTES = 16;
    /** The compression type differs, and all other bits that do not matter to readers of a clean image. */
    private static final long UNDERSTOOD_FEATURES = 1L | 1 << 3 | EXTENDED;

    private final RandomAccessFile file;
    private final int clusterBits;
    private final long sizeBytes;
    private final long l1Entries;
    private final long l1Offset;
    private final boolean zstd;
    private final boolean overlay;
    private final boolean extended;

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
            extended = (features & EXTENDED) != 0;
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
        int l2Entries = 1 << l2Bits();
        int step = extended ? 2 : 1;
        for (long l1 = 0; l1 < l1Entries; l1++) {
            long l2Offset = entry(l1Offset + l1 * Long.BYTES) & OFFSETS;
            if (l2Offset == 0) {
                continue;
            }
            LongBuffer table = ByteBuffer.wrap(bytes(l2Offset, clusterBytes())).asLongBuffer();
            for (int l2 = 0; l2 < l2Entries; l2++) {
                Entry entry = new Entry(table.get(l2 * step), extended ? table.get(l2 * step + 1) : 0);
                long at = (l1 * l2Entries + l2) << clusterBits;
                for (int part = 0; part < parts(); part++) {
                    Content content = content(entry, part);
                    if (content == Content.DATA || content == Content.ZEROS && zeros) {
                        run.at(at + (long) part * partBytes(), partBytes());
                    }
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
            int inPart = (int) (at & partBytes() - 1);
            int count = Math.min(into.length - done, partBytes() - inPart);
            int from = missing.nextSetBit(done);
            if (at < sizeBytes && from >= 0 && from < done + count) {
                Entry entry = l2Entry(at);
                if (content(entry, part(at)) != Content.NONE) {
                    byte[] own = new byte[count];
                    readPart(entry, at, own, 0, (int) Math.min(count, sizeBytes - at));
                    for (int i = from; i >= 0 && i < done + count; i = missing.nextSetBit(i + 1)) {
                        into[i] = own[i - done];
                    }
                    missing.clear(done, done + count);
                }
            }
            done += count;
        }
    }

    /** What the guest would read there; the place must be on the disk. */
    byte[] read(long offset, int length) throws IOException {
        if (offset < 0 || offset > sizeBytes - length) {
            throw new IOException("beyond the end of the disk");
        }
        byte[] content = new byte[length];
        for (int done = 0; done < length;) {
            long at = offset + done;
            int count = Math.min(length - done, partBytes() - (int) (at & partBytes() - 1));
            readPart(l2Entry(at), at, content, done, count);
            done += count;
        }
        return content;
    }

    /** What a file says of a part of the disk. */
    private enum Content {
        NONE, ZEROS, DATA
    }

    /** @param parts which parts of the cluster are there, and which are zeros, where entries are long */
    private record Entry(long cluster, long parts) {
    }

    private Content content(Entry entry, int part) {
        if ((entry.cluster() & COMPRESSED) != 0) {
            return Content.DATA;
        }
        if (extended) {
            boolean zeros = (entry.parts() >>> PARTS + part & 1) != 0;
            return zeros ? Content.ZEROS : (entry.parts() >>> part & 1) != 0 ? Content.DATA : Content.NONE;
        }
        if ((entry.cluster() & ALL_ZERO) != 0) {
            return Content.ZEROS;
        }
        return (entry.cluster() & OFFSETS) != 0 ? Content.DATA : Content.NONE;
    }

    private Entry l2Entry(long at) throws IOException {
        long l1 = at >>> l2Bits() + clusterBits;
        if (l1 >= l1Entries) {
            throw new IOException("beyond the table");
        }
        long l2Offset = entry(l1Offset + l1 * Long.BYTES) & OFFSETS;
        if (l2Offset == 0) {
            return new Entry(0, 0);
        }
        long place = l2Offset + (at >>> clusterBits & (1L << l2Bits()) - 1) * (extended ? LONG_ENTRY_BYTES : Long.BYTES);
        return new Entry(entry(place), extended ? entry(place + Long.BYTES) : 0);
    }

    private void readPart(Entry entry, long at, byte[] into, int to, int count) throws IOException {
        int inCluster = (int) (at & clusterBytes() - 1);
        if ((entry.cluster() & COMPRESSED) != 0) {
            System.arraycopy(unpacked(entry.cluster()), inCluster, into, to, count);
        } else if (content(entry, part(at)) == Content.DATA) {
            System.arraycopy(bytes((entry.cluster() & OFFSETS) + inCluster, count), 0, into, to, count);
        }
    }

    private int part(long at) {
        return (int) ((at & clusterBytes() - 1) / partBytes());
    }

    private int parts() {
        return extended ? PARTS : 1;
    }

    private int partBytes() {
        return clusterBytes() / parts();
    }

    private int l2Bits() {
        return clusterBits - (extended ? 4 : 3);
    }

    private int clusterBytes() {
        return 1 << clusterBits;
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
