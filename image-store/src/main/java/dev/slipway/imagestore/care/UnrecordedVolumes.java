package dev.slipway.imagestore.care;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.ImageInfo;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.imagestore.volume.VolumeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells what a volume without a record was, as far as its file does: whose it was it does not. */
final class UnrecordedVolumes {

    private final StoreLayout layout;
    private final AccountId account;

    /** Whatever is found is taken for this account's. */
    UnrecordedVolumes(StoreLayout layout, AccountId account) {
        this.layout = layout;
        this.account = account;
    }

    /** Adds the volumes whose files are there and whose records are not. */
    void addTo(FoundRecords<Volume> volumes, List<String> leftOut) {
        Recorded<Volume> recorded = volumes.recorded();
        for (String id : recorded.onDisk().keySet()) {
            if (volumes.ids().contains(id) || Files.exists(recorded.file(id))) {
                continue;
            }
            try {
                Volume volume = describe(new VolumeId(id));
                volumes.add(volume);
                leftOut.add("The volume '" + id + "' had no record; it is taken for one of " + account
                        + ", attached nowhere and without tags.");
            } catch (StoreException | HostException | IOException e) {
                leftOut.add("'" + id + "' is left out: it has no record, and its file tells nothing.");
            }
        }
    }

    private Volume describe(VolumeId id) throws IOException {
        int generation = 0;
        while (Files.exists(layout.volumeDisk(id, generation + 1))) {
            generation++;
        }
        Path disk = layout.volumeDisk(id, generation);
        ImageInfo info = QemuImg.info(disk, DiskFormat.QCOW2);
        Optional<LayerId> layer = info.backingFile()
                .map(backing -> new LayerId(Path.of(backing).getParent().getFileName().toString()));
        return new Volume(id, account, Gibibytes.holding(info.virtualSizeBytes()), Optional.empty(), layer, generation,
                layout.availabilityZone(), VolumePlan.DEFAULT_TYPE, VolumeState.AVAILABLE,
                Timestamp.parse(Timestamp.format(Files.getLastModifiedTime(disk).toInstant())), List.of(), List.of(),
                List.of());
    }
}
