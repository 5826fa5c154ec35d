package dev.slipway.launcher.instance.machine;

import dev.slipway.launcher.instance.record.Hardware;

/**
 * What guests take of their host.
 *
 * @param memoryMib in mebibytes
 * @param vcpus virtual processors
 */
public record Load(long memoryMib, long vcpus) {

    /** Nothing. */
    public static final Load NONE = new Load(0, 0);

    /** What one machine takes. */
    public static Load of(Hardware hardware) {
        return new Load(hardware.memoryMib(), hardware.vcpus());
    }

    /** This and another. */
    public Load and(Load other) {
        return new Load(memoryMib + other.memoryMib, vcpus + other.vcpus);
    }

    /** So many of this. */
    public Load times(int count) {
        return new Load(memoryMib * count, vcpus * count);
    }

    /** What is left when another is taken away; nothing is less than none. */
    Load without(Load other) {
        return new Load(Math.max(0, memoryMib - other.memoryMib), Math.max(0, vcpus - other.vcpus));
    }

    /** How often another one fits into this, in either respect. */
    int holds(Load each) {
        return (int) Math.min(Integer.MAX_VALUE, Math.min(memoryMib / each.memoryMib, vcpus / each.vcpus));
    }
}
