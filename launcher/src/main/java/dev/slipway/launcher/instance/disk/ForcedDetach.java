package dev.slipway.launcher.instance.disk;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.disk.BlockJob;
import dev.slipway.host.libvirt.disk.CopyOption;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.launcher.domain.Disk;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a volume from a guest that does not let go of it. No device can be torn out of a running machine, so the guest is
 * let over into a copy of the disk, which dies with its machine; the volume stays behind as it was at that moment, with
 * nothing flushed that the guest still held. EC2's Force warns of the same.
 */
final class ForcedDetach {

    /** Only a disk that answers nothing meets it. */
    private static final Duration LONGEST_COPY = Duration.ofHours(2);

    private final ImageStore store;
    private final InstanceRecords records;
    private final Machines machines;

    ForcedDetach(ImageStore store, InstanceRecords records, Machines machines) {
        this.store = store;
        this.records = records;
        this.machines = machines;
    }

    /** Lets the guest over into a copy. Throws NO_SPACE, HYPERVISOR_FAILED; then the guest has the volume as before. */
    void take(InstanceId id, AttachedVolume attached) {
        Disk disk = records.disk(attached, store.layout());
        Path copy = new InstanceFiles(store.layout(), id).taken(attached.target());
        Volume volume = store.volumes().describe(List.of(attached.volumeId())).get(0);
        DurableFiles.requireSpace(copy.getParent(), QemuImg.info(disk.file(), DiskFormat.QCOW2).actualSizeBytes());
        DurableFiles.delete(copy);
        Set<CopyOption> options = EnumSet.of(CopyOption.REUSE_FILE);
        if (volume.layerId().isPresent()) {
            // What lies in the layer is shared, and stays so.
            QemuImg.createOverlayUnseen(copy, StoreLayout.layerDiskAsBacking(volume.layerId().get()), DiskFormat.QCOW2,
                    Gibibytes.toBytes(volume.size()));
            options.add(CopyOption.SHALLOW);
        } else {
            QemuImg.createBlank(copy, Gibibytes.toBytes(volume.size()));
        }
        try (GuestDomain domain = machines.require(id)) {
            BlockJob job = domain.disks().copy(disk.target(), copy, DiskFormat.QCOW2, options);
            job.awaitReady(LONGEST_COPY, Progress.NONE);
            job.pivot();
            job.awaitEnd(LONGEST_COPY, Progress.NONE);
        }
        DurableFiles.sync(disk.file());
    }

    /** Ends a copying whose command died, so that the guest has the volume as before; after the end there is nothing to do. */
    void abandon(InstanceId id, AttachedVolume attached) {
        Path copy = new InstanceFiles(store.layout(), id).taken(attached.target());
        machines.hypervisor().find(id.value()).ifPresent(found -> {
            try (GuestDomain domain = found) {
                if (copy.equals(domain.disks().mirrors().get(attached.target()))) {
                    domain.disks().job(attached.target()).cancel();
                }
                if (domain.disks().chains().values().stream().noneMatch(chain -> chain.contains(copy))) {
                    DurableFiles.delete(copy);
                }
            }
        });
    }
}
