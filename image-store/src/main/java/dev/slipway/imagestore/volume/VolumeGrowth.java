package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static dev.slipway.imagestore.errors.StoreError.VOLUME_STATE;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.VolumeRules;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Grows volumes: the part of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolume.html">ModifyVolume</a> that has a
 * meaning here. The file is grown before the row says so; a row that was not reached is mended by the file.
 */
public final class VolumeGrowth {

    private static final String KIND = "grow-volume";
    private static final String VOLUME = "volume";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final Volumes volumes;
    private final Supplier<LiveVolumes> live;

    public VolumeGrowth(Catalogue catalogue, StoreLayout layout, Operations operations, Volumes volumes,
            Supplier<LiveVolumes> live) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.volumes = volumes;
        this.live = live;
        operations.register(KIND, this::settle);
    }

    /**
     * Grows a volume, under a running guest too; partitions and file systems on it are the guest's to grow. Returns it
     * as it was before. Throws VOLUME_NOT_FOUND, VOLUME_STATE, PARAMETER_VALUE for a size that is not larger.
     *
     * @param size the new size in GiB
     */
    public Volume grow(VolumeId id, int size) {
        Volume now = volumes.describe(List.of(id)).get(0);
        check(now, size);
        return modify(now, size, now.volumeType());
    }

    /**
     * As {@link #grow}, and of another type, whose name is kept and means nothing to the disk. What is not said stays; a change
     * to what is there already is none.
     *
     * @param size in GiB
     * @return the volume as it is now
     */
    public Volume modify(VolumeId id, Optional<Integer> size, Optional<String> type) {
        if (size.isEmpty() && type.isEmpty()) {
            throw new StoreException(PARAMETER_MISSING, "The request must contain the parameter Size or VolumeType.");
        }
        Volume now = volumes.describe(List.of(id)).get(0);
        type.ifPresent(VolumeRules::checkType);
        boolean grows = size.isPresent() && size.get() != now.size();
        if (grows) {
            check(now, size.get());
        }
        modify(now, size.orElse(now.size()), type.orElse(now.volumeType()));
        return volumes.describe(List.of(id)).get(0);
    }

    private Volume modify(Volume now, int size, String type) {
        VolumeId id = now.volumeId();
        Instant began = Timestamp.now();
        try (RunningOperation operation =
                operations.begin(KIND, Map.of(VOLUME, id.value()), List.of(), List.of(id.value()))) {
            Volume before = volumes.describe(List.of(id)).get(0);
            if (size != before.size()) {
                check(before, size);
                growFile(before, Gibibytes.toBytes(size));
            }
            Failpoint.VOLUME_GROWN.reached();
            catalogue.change(change -> {
                Stored<Volume> stored = volumes.get(change, id);
                operation.finish(change);
                return change.update(Volume.TABLE, stored.document().changedBy(new VolumeModification(before.size(),
                        before.volumeType(), size, type, began, Timestamp.now())), stored.version());
            });
            return before;
        }
    }

    private static void check(Volume volume, int size) {
        if (volume.state() == VolumeState.DELETING) {
            throw new StoreException(VOLUME_STATE, "The volume '" + volume.volumeId() + "' is being deleted.");
        }
        if (size <= volume.size()) {
            throw new StoreException(PARAMETER_VALUE, "New size cannot be smaller than or equal to the existing size: the"
                    + " volume '" + volume.volumeId() + "' has " + volume.size() + "GB.");
        }
        if (size > VolumePlan.MAX_SIZE) {
            throw new StoreException(PARAMETER_VALUE,
                    "Volume of size " + size + "GB is too large; the maximum is " + VolumePlan.MAX_SIZE + "GB.");
        }
    }

    private void growFile(Volume volume, long sizeBytes) {
        boolean grown = !volume.attachments().isEmpty()
                && live.get().grow(volume.attachments().get(0).instanceId(), volume.volumeId(), sizeBytes);
        if (!grown) {
            Path disk = layout.volumeDisk(volume.volumeId(), volume.generation());
            QemuImg.resize(disk, DiskFormat.QCOW2, sizeBytes);
            DurableFiles.sync(disk);
        }
    }

    private void settle(Operation operation) {
        VolumeId id = new VolumeId(operation.details().get(VOLUME));
        Optional<Stored<Volume>> stored = catalogue.read(reader -> reader.find(Volume.TABLE, id.value()));
        if (stored.isPresent()) {
            Volume volume = stored.get().document();
            int size = Gibibytes.holding(QemuImg.info(
                    layout.volumeDisk(id, volume.generation()), DiskFormat.QCOW2).virtualSizeBytes());
            if (size > volume.size()) {
                catalogue.change(change -> change.update(Volume.TABLE, volume.grownTo(size), stored.get().version()));
            }
        }
    }
}
