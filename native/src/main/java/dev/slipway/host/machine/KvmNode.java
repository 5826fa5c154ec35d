package dev.slipway.host.machine;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The device node of KVM.
 *
 * @param permissions the nine permission bits, such as 0660
 * @param owner the owner's name, or its number where it has none
 * @param group the group's name, or its number where it has none
 * @param openableByUs whether this process may open it for reading and writing
 */
public record KvmNode(Path path, int permissions, int ownerId, String owner, int groupId, String group,
        boolean openableByUs) {

    private static final int READ_AND_WRITE = 06;

    public KvmNode {
        requireNonNull(path, "path");
        requireNonNull(owner, "owner");
        requireNonNull(group, "group");
    }

    /** Whether this user may open it for reading and writing, as owner, by a group, or as anybody. */
    public boolean openableBy(Account user) {
        if (user.id() == 0) {
            return true;
        }
        // The kernel looks at the first class that applies, even when a later one would allow more.
        int bits = user.id() == ownerId ? permissions >> 6
                : user.groupIds().contains(groupId) ? permissions >> 3 : permissions;
        return (bits & READ_AND_WRITE) == READ_AND_WRITE;
    }
}
