package dev.slipway.launcher.instance.machine;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Instance store disks, as files in the instances' folders. Blank, as EC2's are that no driver has formatted: what is on
 * them survives a reboot of the guest, and is gone after a stop.
 */
public final class EphemeralDisks {

    private final StoreLayout layout;

    /** The disks of instances in {@code layout}. */
    public EphemeralDisks(StoreLayout layout) {
        this.layout = layout;
    }

    /**
     * Makes the disks of an instance anew, empty, and its folder where it has none; those that it had as another type go. They
     * are not fsynced: what dies with its instance's stop is not missed after a crash of the host.
     */
    public void make(InstanceId id, List<EphemeralDisk> disks) {
        InstanceFiles files = new InstanceFiles(layout, id);
        files.deleteEphemeral();
        if (disks.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(files.folder());
        } catch (IOException e) {
            throw FileFailure.of(files.folder(), "be made", e);
        }
        for (EphemeralDisk disk : disks) {
            QemuImg.createBlank(files.ephemeral(disk.number()), disk.sizeBytes());
        }
    }
}
