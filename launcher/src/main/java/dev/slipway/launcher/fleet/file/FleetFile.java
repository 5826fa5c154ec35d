package dev.slipway.launcher.fleet.file;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fleet as its file describes it.
 *
 * @param place the file's name, for messages
 * @param name what the fleet is called
 * @param limits the most that it may take of the host
 * @param atOnce how many guests boot at a time; empty for what the host carries
 * @param groups its groups, each behind those that it comes after
 */
public record FleetFile(String place, String name, Limits limits, OptionalInt atOnce, OnFailure onFailure,
        List<FleetGroup> groups) {

    public FleetFile {
        requireNonNull(place, "place");
        requireNonNull(name, "name");
        requireNonNull(limits, "limits");
        requireNonNull(atOnce, "atOnce");
        requireNonNull(onFailure, "onFailure");
        groups = List.copyOf(groups);
    }

    /** The group of this name. */
    public Optional<FleetGroup> group(String wanted) {
        return groups.stream().filter(group -> group.name().equals(wanted)).findFirst();
    }
}
