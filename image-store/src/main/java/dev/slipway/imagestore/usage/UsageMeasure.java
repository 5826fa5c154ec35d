package dev.slipway.imagestore.usage;

import java.math.BigInteger;

/** What is counted, and in which unit. Quantities are kept in bytes, or pieces, times milliseconds: whole numbers. */
public enum UsageMeasure {
    /** Hours that instances ran. */
    INSTANCE_HOURS("instance-hours", "Hours", BigInteger.ONE),
    /** GiB of volumes times the hours they existed. */
    VOLUME_GIB_HOURS("volume-gib-hours", "GiB-Hours", BigInteger.ONE.shiftLeft(30)),
    /** GiB of snapshots times the hours they existed. */
    SNAPSHOT_GIB_HOURS("snapshot-gib-hours", "GiB-Hours", BigInteger.ONE.shiftLeft(30)),
    /** Hours that instances ran with a product, and what they are charged. */
    PRODUCT_HOURS("product-hours", "Hours", BigInteger.ONE);

    private static final BigInteger MILLIS = BigInteger.valueOf(3_600_000);

    private final String word;
    private final String unit;
    private final BigInteger pieces;

    UsageMeasure(String word, String unit, BigInteger pieces) {
        this.word = word;
        this.unit = unit;
        this.pieces = pieces;
    }

    /** The word in reports. */
    public String word() {
        return word;
    }

    /** What a quantity is given in. */
    public String unit() {
        return unit;
    }

    /** How much of what is kept makes one of the unit. */
    BigInteger divisor() {
        return pieces.multiply(MILLIS);
    }

    /** What a span is counted as. */
    static UsageMeasure of(MeterKind kind) {
        return switch (kind) {
            case INSTANCE -> INSTANCE_HOURS;
            case VOLUME -> VOLUME_GIB_HOURS;
            case SNAPSHOT -> SNAPSHOT_GIB_HOURS;
        };
    }
}
