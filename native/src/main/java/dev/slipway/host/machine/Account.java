package dev.slipway.host.machine;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A Unix user.
 *
 * @param name its name, or {@code +} and its number where it has none
 * @param groupIds every group it belongs to
 */
public record Account(String name, int id, Set<Integer> groupIds) {

    public Account {
        requireNonNull(name, "name");
        groupIds = Set.copyOf(groupIds);
    }
}
