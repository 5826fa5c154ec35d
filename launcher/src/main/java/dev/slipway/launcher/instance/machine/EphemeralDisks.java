package dev.slipway.launcher.instance.machine;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * Makes the disks of an instance anew, empty, and its folder where it has none. They are not fsynced: what dies with
     * its instance's stop is not missed after a crash of the host.
     */
    public void make(InstanceId id, List<EphemeralDisk> disks) {
        if (disks.isEmpty()) {
            return;
        }
        InstanceFiles files = new InstanceFiles(layout, id);
        try {
            Files.createDirectories(files.folder());
        } catch (IOException e) {
            throw FileFailure.of(files.folder(), "be made", e);
        }
        for (EphemeralDisk disk : disks) {
            Path file = files.ephemeral(disk.number());
            DurableFiles.delete(file);
            QemuImg.createBlank(file, disk.sizeBytes());
        }
    }
}
