package dev.slipway.imagestore.registry.registration;

import static dev.slipway.imagestore.errors.StoreError.BLOCK_DEVICE_MAPPING;
import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_STATE;

import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.VolumeRules;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The block device mapping of an image that is registered, by EC2's rules, and what its snapshots are charged as.
 *
 * @param mappings what is behind each device name, sizes and all
 * @param productCodes the products of its snapshots
 */
record RegisteredMappings(List<BlockDeviceMapping> mappings, List<ProductCode> productCodes) {

    /**
     * Completes requests. Throws BLOCK_DEVICE_MAPPING, SNAPSHOT_NOT_FOUND, SNAPSHOT_STATE, and what {@link VolumeRules}
     * throws.
     *
     * @param account whose snapshots they have to be: EC2 registers no image of a snapshot that is only shared
     */
    static RegisteredMappings of(Reader reader, AccountId account, List<BlockDeviceRequest> requests) {
        List<BlockDeviceMapping> mappings = new ArrayList<>();
        Set<ProductCode> codes = new LinkedHashSet<>();
        Set<String> names = new HashSet<>();
        Set<Integer> ephemeral = new HashSet<>();
        for (BlockDeviceRequest request : requests) {
            request.ebs().ifPresent(VolumeRules::check);
            BlockDeviceMapping mapping = BlockDeviceMapping.of(request, id -> {
                Snapshot snapshot = snapshot(reader, account, id);
                codes.addAll(snapshot.productCodes());
                return snapshot.volumeSize();
            });
            if (!names.add(mapping.deviceName())) {
                throw new StoreException(BLOCK_DEVICE_MAPPING,
                        "The device name " + Quoted.of(mapping.deviceName()) + " is used more than once.");
            }
            if (mapping.device() instanceof BlockDevice.Ephemeral disk && !ephemeral.add(disk.number())) {
                throw new StoreException(BLOCK_DEVICE_MAPPING,
                        "The virtual name '" + disk.virtualName() + "' is used more than once.");
            }
            mappings.add(mapping);
        }
        return new RegisteredMappings(mappings, List.copyOf(codes));
    }

    /** The same mapping; throws BLOCK_DEVICE_MAPPING unless this device is a volume from a snapshot. */
    RegisteredMappings withRoot(String rootDeviceName) {
        for (BlockDeviceMapping mapping : mappings) {
            if (mapping.deviceName().equals(rootDeviceName) && mapping.device() instanceof BlockDevice.FromSnapshot) {
                return this;
            }
        }
        throw new StoreException(BLOCK_DEVICE_MAPPING,
                "The root device " + Quoted.of(rootDeviceName) + " must be a volume from a snapshot.");
    }

    private static Snapshot snapshot(Reader reader, AccountId account, SnapshotId id) {
        Optional<Stored<Snapshot>> stored = reader.find(Snapshot.TABLE, id.value());
        boolean own = stored.isPresent() && stored.get().document().ownerId().equals(account);
        if (!own) {
            boolean shared = stored.isPresent() && stored.get().document().createVolumePermissions().allow(account);
            throw new StoreException(SNAPSHOT_NOT_FOUND, "The snapshot '" + id + "' does not exist.", shared
                    ? "It is shared with you; an image is registered of your own copy: slipway snapshot copy " + id : null);
        }
        Snapshot snapshot = stored.get().document();
        return switch (snapshot.state()) {
            case COMPLETED -> snapshot;
            case PENDING, ERROR -> throw new StoreException(SNAPSHOT_STATE, "The snapshot '" + id + "' is "
                    + snapshot.state() + "; only a completed one can be registered.");
        };
    }
}
