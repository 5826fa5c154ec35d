package dev.slipway.launcher.instance.launch;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.process.Program;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.record.WindowsDevices;
import java.util.Optional;

/** Decides which devices a Windows instance gets. */
final class WindowsPlanner {

    private static final String WINDOWS = "windows";
    /** EC2's images have drivers for its own devices, others have none but Windows' own: whoever added virtio's says so. */
    private static final Tag VIRTIO_DRIVERS = new Tag("slipway:drivers", "virtio");

    private WindowsPlanner() {
    }

    /** The devices of an instance of an image; nothing for an image of another system. */
    static Optional<WindowsDevices> plan(Image image) {
        if (image.platform().isEmpty() || !image.platform().get().equalsIgnoreCase(WINDOWS)) {
            return Optional.empty();
        }
        // Its machine has neither SATA nor, in libvirt 9.0, a TPM of this kind.
        if (image.architecture() == Architecture.ARM64) {
            return Optional.of(new WindowsDevices(true, false));
        }
        // libvirt makes a TPM's first content with the one program and runs it with the other.
        boolean tpm = Program.find("swtpm").isPresent() && Program.find("swtpm_setup").isPresent();
        return Optional.of(new WindowsDevices(image.tags().contains(VIRTIO_DRIVERS), tpm));
    }
}
