package dev.slipway.launcher.instance.access;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.console.Screenshot;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;

/** Takes pictures of guests' screens. */
final class Screens {

    private static final String PNG = "image/png";

    private final Machines machines;

    Screens(Machines machines) {
        this.machines = machines;
    }

    /** The screen of a running guest as a PNG. */
    byte[] picture(Instance instance) {
        String id = instance.instanceId().value();
        if (instance.display() == Display.NONE) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The instance '" + id + "' has no screen.",
                    "Launch it with --display card; or read what it prints: slipway instance console " + id);
        }
        try (GuestDomain domain = machines.require(instance.instanceId())) {
            Screenshot screenshot = domain.screenshot();
            if (!screenshot.mimeType().equals(PNG)) {
                throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The QEMU of this host gives pictures as "
                        + screenshot.mimeType() + "; one of version 7.1 or newer gives PNG.");
            }
            return screenshot.image();
        }
    }
}
