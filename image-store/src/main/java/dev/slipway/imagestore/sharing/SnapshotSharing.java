package dev.slipway.imagestore.sharing;

import static dev.slipway.imagestore.errors.StoreError.OPERATION_NOT_PERMITTED;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.Snapshots;
import java.util.List;

/** Who may make volumes of the snapshots of an account, and copy them. */
public final class SnapshotSharing {

    private final RecordedChanges changes;
    private final AccountId account;
    private final Snapshots snapshots;
    private final RecordFiles records;
    private final BlockPublicAccess block;

    public SnapshotSharing(
            Catalogue catalogue, StoreLayout layout, AccountId account, Snapshots snapshots, RecordedChanges changes) {
        this.changes = changes;
        this.account = account;
        this.snapshots = snapshots;
        this.records = new RecordFiles(layout);
        this.block = new BlockPublicAccess(catalogue, layout, account, changes);
    }

    /**
     * Shares a snapshot with more, or with fewer, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySnapshotAttribute.html">ModifySnapshotAttribute</a>
     * of {@code createVolumePermission}. Throws SNAPSHOT_NOT_FOUND, and OPERATION_NOT_PERMITTED for making one public
     * that has a product code, or where that is blocked.
     */
    public Snapshot modify(SnapshotId id, PermissionChange difference) {
        return changes.change(List.of(id), change -> {
            Snapshot before = snapshots.get(change, id).document();
            Permissions after = difference.applied(before.createVolumePermissions(), account);
            if (after.isPublic() && !before.createVolumePermissions().isPublic()) {
                requireShareable(change, before);
            }
            return write(change, id, after);
        });
    }

    /** Makes a snapshot its owner's alone again, as EC2's ResetSnapshotAttribute does. Throws SNAPSHOT_NOT_FOUND. */
    public Snapshot reset(SnapshotId id) {
        return changes.change(List.of(id), change -> write(change, id, Permissions.NONE));
    }

    private Snapshot write(Change change, SnapshotId id, Permissions permissions) {
        Stored<Snapshot> stored = snapshots.get(change, id);
        Snapshot after = stored.document().with(permissions);
        records.write(after);
        return change.update(Snapshot.TABLE, after, stored.version()).document();
    }

    private void requireShareable(Change change, Snapshot snapshot) {
        if (!snapshot.productCodes().isEmpty()) {
            throw new StoreException(OPERATION_NOT_PERMITTED, "The snapshot '" + snapshot.snapshotId()
                    + "' has the product code '" + snapshot.productCodes().get(0) + "' and cannot be made public.",
                    "Share it with accounts by name: --user-id 123456789012.");
        }
        block.requireUnblockedSnapshots(change);
    }
}
