package dev.slipway.launcher.fleet.file;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The most that all members of a fleet together may take of the host.
 *
 * @param memoryMib in mebibytes; empty for no limit but the host's own
 * @param vcpus virtual processors; empty for no limit but the host's own
 */
public record Limits(OptionalLong memoryMib, OptionalInt vcpus) {

    /** None but the host's own. */
    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalInt.empty());

    public Limits {
        requireNonNull(memoryMib, "memoryMib");
        requireNonNull(vcpus, "vcpus");
    }
}
