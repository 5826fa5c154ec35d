package dev.slipway.launcher.instance.machine;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * EC2's device names and libvirt's. The root is always {@code vda}; another keeps its letter where it can, so that
 * {@code /dev/sdf} is {@code vdf}. See EC2's page on device names on Linux instances.
 */
public final class DeviceNames {

    private static final String PREFIX = "vd";
    /** libvirt's name of the root device. */
    public static final String ROOT = "vda";

    /** libvirt's name of the seed, which has none on EC2: behind every letter that a volume may have. */
    public static final String SEED = "vdz";

    private final Set<String> taken = new HashSet<>();

    /** libvirt's name of the root device. */
    public String root() {
        taken.add(ROOT);
        return ROOT;
    }

    /** libvirt's name for one of EC2's. */
    public String target(String deviceName) {
        String target = PREFIX + letterOf(deviceName);
        if (!taken.add(target)) {
            throw new LauncherException(LauncherError.BLOCK_DEVICE_MAPPING_INVALID,
                    "The device name '" + deviceName + "' stands for the same disk as another one.");
        }
        return target;
    }

    /** EC2's name for a disk that nobody named, from {@code /dev/sdb} on; its target is still to be asked for. */
    public String free() {
        for (char letter = 'b'; letter <= 'y'; letter++) {
            if (!taken.contains(PREFIX + letter)) {
                return "/dev/sd" + letter;
            }
        }
        throw new LauncherException(LauncherError.BLOCK_DEVICE_MAPPING_INVALID, "No device name is left for one more disk.");
    }

    /** The letter that tells disks apart: of {@code /dev/sdf}, {@code xvdf}, {@code sdf1} it is {@code f}. */
    private static char letterOf(String deviceName) {
        String name = deviceName.startsWith("/dev/") ? deviceName.substring("/dev/".length()) : deviceName;
        for (String prefix : List.of("sd", "xvd", "vd", "hd")) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                char letter = name.charAt(prefix.length());
                if (letter >= 'a' && letter <= 'z') {
                    return letter;
                }
            }
        }
        throw new LauncherException(LauncherError.BLOCK_DEVICE_MAPPING_INVALID,
                "The device name '" + deviceName + "' is not of the form /dev/sdX or /dev/xvdX.");
    }
}
