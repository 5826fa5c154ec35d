package dev.slipway.imagestore.record;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ChannelId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.product.Acceptance;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.AccountSettings;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes of documents whose records lie beside the catalogue. A record is written before its row is committed, so a
 * process that is killed in between would leave a record that says what never came to be. These changes are operations
 * for that reason: the next command writes the records again, from the rows.
 */
public final class RecordedChanges {

    private static final String KIND = "change-records";
    private static final String IDS = "ids";
    /** In front of a product's code, which may look like anything's id. */
    private static final String PRODUCT = "product:";
    private static final String ACCEPTANCE = "acceptance:";

    private final Catalogue catalogue;
    private final Operations operations;
    private final RecordFiles records;

    public RecordedChanges(Catalogue catalogue, StoreLayout layout, Operations operations) {
        this.catalogue = catalogue;
        this.operations = operations;
        this.records = new RecordFiles(layout);
        operations.register(KIND, this::settle);
    }

    /**
     * Changes documents and their records in one transaction.
     *
     * @param ids of all images, snapshots, channels, accounts and products whose records may be written or deleted;
     *     others are passed over
     */
    public <R> R change(Collection<?> ids, Function<Change, R> work) {
        try (RunningOperation operation = operations.begin(KIND, Map.of(IDS, words(ids)), List.of())) {
            R result = catalogue.change(change -> {
                R done = work.apply(change);
                Failpoint.RECORDS_WRITTEN.reached();
                forgetIds(change, operation.operation());
                return done;
            });
            Failpoint.RECORDS_COMMITTED.reached();
            return result;
        }
    }

    /** How a product is named among the ids. */
    public static String idOf(ProductCode code) {
        return PRODUCT + code;
    }

    /** How an acceptance is named among the ids. */
    public static String idOf(Acceptance acceptance) {
        return ACCEPTANCE + Acceptance.TABLE.id().apply(acceptance);
    }

    /** Ids as an operation names them. */
    public static String words(Collection<?> ids) {
        StringBuilder words = new StringBuilder();
        ids.forEach(id -> words.append(words.isEmpty() ? "" : " ").append(id));
        return words.toString();
    }

    /** Writes the records of these documents anew, from their rows; those without a row are deleted. */
    public void rewrite(String words) {
        if (!words.isEmpty()) {
            // Within a transaction, so that nobody changes a row while its record is written.
            catalogue.change(change -> {
                for (String word : words.split(" ")) {
                    rewrite(change, word);
                }
                return null;
            });
        }
    }

    /** From here on the records are right. The row stays until the lock is let go, so that no lock is ever left. */
    private static void forgetIds(Change change, Operation operation) {
        Stored<Operation> stored = change.find(Operation.TABLE, operation.operationId().value()).orElseThrow();
        change.update(Operation.TABLE, stored.document().with(Map.of()), stored.version());
    }

    /** What was in memory when it began does not know whether it was committed; the row does. */
    private void settle(Operation begun) {
        Optional<Operation> row = catalogue.read(reader -> find(reader, Operation.TABLE, begun.operationId().value()));
        rewrite(row.map(operation -> operation.details().getOrDefault(IDS, "")).orElse(""));
    }

    private void rewrite(Reader reader, String id) {
        if (id.startsWith(PRODUCT)) {
            ProductCode code = new ProductCode(id.substring(PRODUCT.length()));
            find(reader, Product.TABLE, code.value()).ifPresentOrElse(records::write, () -> records.delete(code));
        } else if (id.startsWith(ACCEPTANCE)) {
            String acceptance = id.substring(ACCEPTANCE.length());
            find(reader, Acceptance.TABLE, acceptance)
                    .ifPresentOrElse(records::write, () -> records.deleteAcceptance(acceptance));
        } else if (ImageId.isImageId(id)) {
            find(reader, Image.TABLE, id).filter(RecordedTables::isKept)
                    .ifPresentOrElse(records::write, () -> records.delete(new ImageId(id)));
        } else if (AccountId.isAccountId(id)) {
            find(reader, AccountSettings.TABLE, id)
                    .ifPresentOrElse(records::write, () -> records.delete(new AccountId(id)));
        } else if (ChannelId.isChannelId(id)) {
            find(reader, Channel.TABLE, id).ifPresentOrElse(records::write, () -> records.delete(new ChannelId(id)));
        } else if (SnapshotId.isOne(id)) {
            find(reader, Snapshot.TABLE, id).ifPresentOrElse(records::write, () -> records.delete(new SnapshotId(id)));
        }
    }

    private static <T> Optional<T> find(Reader reader, Table<T> table, String id) {
        return reader.find(table, id).map(Stored::document);
    }
}
