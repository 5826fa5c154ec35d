package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.CONCURRENT_CHANGE;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_NOT_FOUND;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.OperationId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.tag.Tag;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Copies of snapshots of other regions, as the destination makes them. What was said of layers of images holds here too. */
public final class SnapshotCopies {

    private static final String COPY = "copy-snapshot";
    private static final String SNAPSHOT = "snapshot";
    private static final int DESCRIPTION_LENGTH = 255;
    /** Present when the copy can be seen from its beginning, and must not end without a word. */
    private static final String ANNOUNCED = "announced";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final AccountId account;
    private final ImageArrival arrival;
    private final RecordFiles records;
    /** Why operations of this process broke off, until they are settled. */
    private final Map<OperationId, SlipwayException> causes = new ConcurrentHashMap<>();

    public SnapshotCopies(Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account,
            ImageRegistration registration) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.account = account;
        this.arrival = new ImageArrival(catalogue, layout, account, registration);
        this.records = new RecordFiles(layout);
        operations.register(COPY, this::settle);
    }

    /**
     * Copies a snapshot of {@code source}, which may be this very store, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html">CopySnapshot</a> does.
     * Its products come along. Throws SNAPSHOT_NOT_FOUND, SNAPSHOT_STATE, COPY_NOT_PERMITTED, PARAMETER_VALUE,
     * LAYER_DAMAGED; {@code HostException} with NO_SPACE.
     *
     * @param description of the copy; empty: where it came from
     * @param tags of the copy; the original's stay behind, as in EC2
     * @param verify whether content is read and checked even where no byte has to be moved
     */
    public Snapshot copy(ImageStore source, SnapshotId id, Optional<String> description, List<Tag> tags, boolean verify,
            Progress progress) {
        return copy(source, id, description, tags, verify, Optional.empty(), progress);
    }

    /**
     * The same, for whoever does not wait: {@code begun} is told the copy once it can be seen, and is pending. It is in the state
     * {@code error} when it breaks off after that, and gone when it is interrupted. Throws CONCURRENT_CHANGE when the copy was
     * deleted meanwhile.
     */
    public Snapshot copy(ImageStore source, SnapshotId id, Optional<String> description, List<Tag> tags, boolean verify,
            Consumer<Snapshot> begun, Progress progress) {
        return copy(source, id, description, tags, verify, Optional.of(begun), progress);
    }

    private Snapshot copy(ImageStore source, SnapshotId id, Optional<String> description, List<Tag> tags, boolean verify,
            Optional<Consumer<Snapshot>> begun, Progress progress) {
        String region = source.layout().region();
        String words = description.orElse("[Copied " + id + " from " + region + "]");
        if (words.length() > DESCRIPTION_LENGTH) {
            throw new StoreException(PARAMETER_VALUE,
                    "The description has more than " + DESCRIPTION_LENGTH + " characters.");
        }
        Snapshot original = source.catalogue().read(reader -> find(reader, id));
        List<Layer> chain = source.catalogue().read(reader -> Layers.chain(reader, original.layerId()));
        StoreContent content = new StoreContent(source.layout(), verify);
        List<Product> products =
                source.catalogue().read(reader -> ProductIntake.of(reader, original.productCodes()));
        catalogue.read(reader -> {
            arrival.requireSameProducts(reader, products);
            return null;
        });
        arrival.missing(chain, content);
        SnapshotId copyId = SnapshotId.next();
        List<LayerId> layers = chain.stream().map(Layer::layerId).toList();
        return Reading.keeping(source.operations(), layers, () -> {
            Map<String, String> details = new HashMap<>(Map.of(SNAPSHOT, copyId.value(),
                    ArrivalIds.PRODUCTS, ArrivalIds.words(ArrivalIds.codesOf(products))));
            begun.ifPresent(announced -> details.put(ANNOUNCED, ""));
            try (RunningOperation copying = operations.begin(COPY, details, layers)) {
                try {
                    source.catalogue().read(reader -> Layers.chain(reader, original.layerId()));
                    begun.ifPresent(announced -> announced.accept(catalogue.change(change ->
                            arrival.insert(change, original, copyId, words, tags, SnapshotState.PENDING))));
                    Failpoint.COPY_ANNOUNCED.reached();
                    Path staging = layout.staging(copying.operation().operationId());
                    arrival.bringLayers(arrival.missing(chain, content), content, staging, progress);
                    return catalogue.change(change -> {
                        arrival.admitProducts(change, products);
                        Snapshot inserted = begun.isPresent() ? complete(change, copyId)
                                : arrival.insert(change, original, copyId, words, tags);
                        Failpoint.COPY_COMMITTING.reached();
                        return inserted;
                    });
                } catch (SlipwayException e) {
                    causes.put(copying.operation().operationId(), e);
                    throw e;
                }
            }
        });
    }

    private Snapshot complete(Change change, SnapshotId id) {
        Stored<Snapshot> pending = change.find(Snapshot.TABLE, id.value()).orElseThrow(() -> new StoreException(CONCURRENT_CHANGE,
                "The snapshot '" + id + "' was deleted while it was being copied."));
        return end(change, pending, SnapshotState.COMPLETED, Optional.empty());
    }

    private Snapshot end(Change change, Stored<Snapshot> pending, SnapshotState state, Optional<String> message) {
        Snapshot ended = pending.document().with(state, message);
        records.write(ended);
        return change.update(Snapshot.TABLE, ended, pending.version()).document();
    }

    private Snapshot find(Reader reader, SnapshotId id) {
        Snapshot snapshot = reader.find(Snapshot.TABLE, id.value())
                .filter(stored -> CopyRules.mayRead(stored.document(), account))
                .orElseThrow(() -> new StoreException(SNAPSHOT_NOT_FOUND, "The snapshot '" + id + "' does not exist."))
                .document();
        CopyRules.check(snapshot, account);
        return snapshot;
    }

    private void settle(Operation operation) {
        SlipwayException cause = causes.remove(operation.operationId());
        SnapshotId id = new SnapshotId(operation.details().get(SNAPSHOT));
        if (operation.details().containsKey(ANNOUNCED)) {
            catalogue.change(change -> {
                change.find(Snapshot.TABLE, id.value())
                        .filter(stored -> stored.document().state() == SnapshotState.PENDING)
                        .ifPresent(pending -> breakOff(change, pending, cause));
                return null;
            });
        }
        arrival.removeUnrecorded(operation, Set.of(), Set.of(id));
    }

    private void breakOff(Change change, Stored<Snapshot> pending, SlipwayException cause) {
        if (cause != null && cause.code() == HostError.INTERRUPTED) {
            records.delete(pending.document().snapshotId());
            change.delete(Snapshot.TABLE, pending.document().snapshotId().value());
            return;
        }
        end(change, pending, SnapshotState.ERROR, Optional.of(cause == null
                ? "Server.InternalError: The process that made the copy ended."
                : cause.code().code() + ": " + cause.getMessage()));
    }
}
