package dev.slipway.launcher.doctor;

import dev.slipway.host.machine.Account;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.io.FileUtils;

/** Where images and instances are kept: that it can be written, has room, and can be reached by QEMU. */
final class StoreChecks {

    private static final long LITTLE_BYTES = 2L << 30;

    private final StoreLayout layout;

    StoreChecks(StoreLayout layout) {
        this.layout = layout;
    }

    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        Path there = existing(layout.regionFolder());
        if (!Files.isWritable(there)) {
            checks.add(Check.failed("store", "The folder " + there + " cannot be written by this user.",
                    Optional.of("export SLIPWAY_HOME=~/.local/share/slipway")));
            return checks;
        }
        checks.add(Check.ok("store", "Region " + layout.region() + " in " + layout.regionFolder() + "."));
        checks.add(space(there));
        return checks;
    }

    private static Check space(Path there) {
        long free = there.toFile().getUsableSpace();
        String finding = FileUtils.byteCountToDisplaySize(free) + " free in " + there + ".";
        return free < LITTLE_BYTES
                ? Check.warning("space", finding, Optional.of("slipway store gc"))
                : Check.ok("space", finding);
    }

    /** Whether the user QEMU runs as gets to the store's files: every folder on the way must let it through. */
    Check reachableBy(Account user) {
        for (Path folder = existing(layout.regionFolder()); folder != null; folder = folder.getParent()) {
            if (!letsThrough(folder, user)) {
                return Check.failed("access", "QEMU runs as '" + user.name() + "', who may not enter " + folder + ".",
                        Optional.of("chmod o+x " + folder + "   # or: export SLIPWAY_LIBVIRT_URI=qemu:///session"));
            }
        }
        return Check.ok("access", "QEMU, as '" + user.name() + "', can reach the store.");
    }

    private static boolean letsThrough(Path folder, Account user) {
        if (user.id() == 0) {
            return true;
        }
        try {
            Map<String, Object> attributes = Files.readAttributes(folder, "unix:uid,gid");
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
            if (attributes.get("uid").equals(user.id())) {
                return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
            }
            return user.groupIds().contains((Integer) attributes.get("gid"))
                    ? permissions.contains(PosixFilePermission.GROUP_EXECUTE)
                    : permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            // Whoever may not look at it himself cannot say; the boot that follows will.
            return true;
        }
    }

    /** The nearest folder on the way there that exists. */
    private static Path existing(Path path) {
        Path there = path;
        while (!Files.isDirectory(there)) {
            there = there.getParent();
        }
        return there;
    }
}
