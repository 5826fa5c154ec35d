package dev.slipway.launcher.instance.disk;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.DeviceNames;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.Instance;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a volume is attached.
 *
 * @param deviceName EC2's name: {@code /dev/sdf}
 * @param target libvirt's: {@code vdf}
 */
record AttachDevice(String deviceName, String target) {

    /** The letters EC2 recommends for volumes. */
    private static final char FIRST = 'f';
    private static final char LAST = 'p';

    /**
     * A free place on an instance. Throws INVALID_PARAMETER_VALUE for a name that is none or is taken, ATTACHMENT_LIMIT
     * when none of those is free that EC2 recommends.
     */
    static AttachDevice on(Instance instance, Optional<String> asked) {
        Set<String> targets = new HashSet<>();
        for (AttachedVolume attached : instance.volumes()) {
            targets.add(attached.target());
        }
        for (EphemeralDisk disk : instance.ephemeralDisks()) {
            targets.add(disk.target());
        }
        // The seed's, which has no name on EC2.
        targets.add(DeviceNames.SEED);
        if (asked.isPresent()) {
            AttachDevice device = named(instance, asked.get());
            boolean ownRoot = instance.instanceStore().isPresent() && device.target().equals(DeviceNames.ROOT);
            if (ownRoot || !targets.add(device.target())) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "Invalid value '" + asked.get()
                        + "' for unixDevice. Attachment point " + asked.get() + " is already in use.");
            }
            return device;
        }
        for (char letter = FIRST; letter <= LAST; letter++) {
            AttachDevice device = named(instance, "/dev/sd" + letter);
            if (!targets.contains(device.target())) {
                return device;
            }
        }
        throw new LauncherException(LauncherError.ATTACHMENT_LIMIT, "The instance '" + instance.instanceId()
                + "' has a disk at every name from /dev/sdf to /dev/sdp; name another.");
    }

    private static AttachDevice named(Instance instance, String name) {
        if (name.equals(instance.rootDeviceName())) {
            return new AttachDevice(name, DeviceNames.ROOT);
        }
        try {
            DeviceNames names = new DeviceNames();
            names.root();
            return new AttachDevice(name, names.target(name));
        } catch (LauncherException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "Value (" + name
                    + ") for parameter device is invalid: " + e.getMessage(), e);
        }
    }
}
