package dev.slipway.imagestore.sharing;

import static dev.slipway.imagestore.errors.StoreError.OPERATION_NOT_PERMITTED;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.record.RecordedChanges;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps an account from making anything public by mistake: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImageBlockPublicAccess.html">EnableImageBlockPublicAccess</a>
 * and EnableSnapshotBlockPublicAccess, in the mode {@code block-new-sharing}. What is public already stays so. Off until
 * it is asked for; EC2 has it on for new accounts.
 */
public final class BlockPublicAccess {

    private final Catalogue catalogue;
    private final AccountId account;
    private final RecordFiles records;
    private final RecordedChanges changes;

    public BlockPublicAccess(Catalogue catalogue, StoreLayout layout, AccountId account, RecordedChanges changes) {
        this.changes = changes;
        this.catalogue = catalogue;
        this.account = account;
        this.records = new RecordFiles(layout);
    }

    /** Whether images of this account cannot be made public. */
    public boolean blocksImages() {
        return catalogue.read(this::settings).blocksPublicImages();
    }

    /** Whether snapshots of this account cannot be made public. */
    public boolean blocksSnapshots() {
        return catalogue.read(this::settings).blocksPublicSnapshots();
    }

    /** Says whether images can be made public from now on. */
    public void blockImages(boolean block) {
        change(before -> new AccountSettings(account, block, before.blocksPublicSnapshots()));
    }

    /** Says whether snapshots can be made public from now on. */
    public void blockSnapshots(boolean block) {
        change(before -> new AccountSettings(account, before.blocksPublicImages(), block));
    }

    /** Throws OPERATION_NOT_PERMITTED, with EC2's sentence, when images cannot be made public. */
    void requireUnblockedImages(Reader reader) {
        if (settings(reader).blocksPublicImages()) {
            throw new StoreException(OPERATION_NOT_PERMITTED, "You can't publicly share this image because block public "
                    + "access for images is enabled for this account.",
                    "Allow it with: slipway image block-public-access disable");
        }
    }

    /** Throws OPERATION_NOT_PERMITTED when snapshots cannot be made public. */
    void requireUnblockedSnapshots(Reader reader) {
        if (settings(reader).blocksPublicSnapshots()) {
            throw new StoreException(OPERATION_NOT_PERMITTED, "You can't publicly share this snapshot because block "
                    + "public access for snapshots is enabled for this account.",
                    "Allow it with: slipway snapshot block-public-access disable");
        }
    }

    private AccountSettings settings(Reader reader) {
        return find(reader).map(Stored::document).orElseGet(() -> AccountSettings.undecided(account));
    }

    private Optional<Stored<AccountSettings>> find(Reader reader) {
        return reader.find(AccountSettings.TABLE, account.value());
    }

    private void change(UnaryOperator<AccountSettings> difference) {
        changes.change(List.of(account), change -> {
            AccountSettings settings = difference.apply(settings(change));
            records.write(settings);
            return store(change, settings);
        });
    }

    private Stored<AccountSettings> store(Change change, AccountSettings settings) {
        Optional<Stored<AccountSettings>> before = find(change);
        return before.isPresent()
                ? change.update(AccountSettings.TABLE, settings, before.get().version())
                : change.insert(AccountSettings.TABLE, settings);
    }
}
