package dev.slipway.imagestore.layer;

/** EC2's unit of disk size: 2<sup>30</sup> bytes, which its documentation calls GiB and its messages GB. */
public final class Gibibytes {

    private static final long BYTES = 1L << 30;

    private Gibibytes() {
    }

    /** The fewest whole GiB that hold so many bytes. */
    public static int holding(long bytes) {
        return Math.toIntExact((bytes + BYTES - 1) / BYTES);
    }

    public static long toBytes(int gib) {
        return gib * BYTES;
    }
}
