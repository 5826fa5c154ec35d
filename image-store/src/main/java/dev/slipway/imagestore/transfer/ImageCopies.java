package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.CONCURRENT_CHANGE;
import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;
import static dev.slipway.imagestore.errors.StoreError.TOKEN_MISMATCH;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.Bundles;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.OperationId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.StateReason;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import dev.slipway.imagestore.transfer.BundleIntake.Passage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Copies of images of other regions, as the destination makes them. A copy is {@code pending} from its beginning. It is
 * {@code failed} when it breaks off, and gone when the user ends it; what is finished of its layers stays until the next
 * sweep, so that the same copy asked for again goes on.
 */
public final class ImageCopies {

    private static final String COPY = "copy-image";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final AccountId account;
    private final ImageRegistration registration;
    private final ImageArrival arrival;
    private final BundleIntake bundles;
    private final RecordFiles records;
    /** Why operations of this process broke off, until they are settled. */
    private final Map<OperationId, SlipwayException> causes = new ConcurrentHashMap<>();

    public ImageCopies(Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account,
            ImageRegistration registration, Bundles bundles) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.account = account;
        this.registration = registration;
        this.arrival = new ImageArrival(catalogue, layout, account, registration);
        this.bundles = new BundleIntake(bundles, account);
        this.records = new RecordFiles(layout);
        operations.register(COPY, this::settle);
        Reading.register(operations);
    }

    /**
     * Copies a machine image of {@code source}, which may be this very store, with its snapshots, kernel and ramdisk, or with its
     * bundle. Launch permissions, deprecation and protection stay behind; product codes come along.
     * A bundle is brought to the bucket of the same name, unless this account has one of the same disk here.
     *
     * @throws StoreException IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE, UNSUPPORTED, COPY_NOT_PERMITTED, IMAGE_NAME_MALFORMED,
     *     IMAGE_NAME_DUPLICATE, PARAMETER_VALUE, TOKEN_MISMATCH, LAYER_DAMAGED, INVALID_MANIFEST; {@code HostException} with NO_SPACE
     */
    public Image copy(ImageStore source, CopyImageRequest request, Progress progress) {
        return copy(source, request, begun -> { }, progress);
    }

    /** The same; {@code begun} is told the copy's id once the copy can be seen, and is pending. */
    public Image copy(ImageStore source, CopyImageRequest request, Consumer<ImageId> begun, Progress progress) {
        Image original = source.images().find(request.image());
        CopyRules.check(original, account);
        CopyPlan plan = CopyPlan.of(original, source.layout().region(), request);
        Optional<Image> earlier = catalogue.read(reader -> earlier(reader, plan));
        if (earlier.isPresent() && earlier.get().state() == ImageState.AVAILABLE) {
            return earlier.get();
        }
        Cargo cargo = source.catalogue().read(reader -> Cargo.of(reader, original));
        CopyRules.check(cargo, account);
        StoreContent content = new StoreContent(source.layout(), request.verify());
        catalogue.read(reader -> {
            arrival.requireSameProducts(reader, cargo.products());
            if (earlier.isEmpty()) {
                registration.requireFreeName(reader, plan.name());
            }
            return null;
        });
        // All that can be refused is refused before anybody sees anything of it.
        arrival.missing(cargo.layers(), content);
        ArrivalIds ids = ArrivalIds.of(earlier.map(Image::imageId).orElseGet(ImageId::nextMachine), cargo);
        Optional<Passage> bundle = bundles.plan(source, original, ids.image());
        return Reading.keeping(source.operations(), cargo.layerIds(), () -> {
            try (RunningOperation copying = operations.begin(
                    COPY, BundleIntake.details(ids.details(), bundle), cargo.layerIds())) {
                // What is there now, with the operation to keep it, stays there.
                source.catalogue().read(reader -> Cargo.of(reader, original));
                return run(copying, plan, ids, cargo, content, bundle, begun, progress);
            }
        });
    }

    private Image run(RunningOperation copying, CopyPlan plan, ArrivalIds ids, Cargo cargo, ContentSource content,
            Optional<Passage> bundle, Consumer<ImageId> begun, Progress progress) {
        Path staging = layout.staging(copying.operation().operationId());
        try {
            catalogue.change(change -> announce(change, plan, ids.image()));
            begun.accept(ids.image());
            Failpoint.COPY_ANNOUNCED.reached();
            List<Layer> missing = arrival.missing(cargo.layers(), content);
            arrival.bringLayers(missing, content, staging, progress);
            Optional<ImageId> kernel = arrival.bringBootImage(cargo.kernel(), ids.kernel(), content, staging, progress);
            Optional<ImageId> ramdisk = arrival.bringBootImage(cargo.ramdisk(), ids.ramdisk(), content, staging, progress);
            bundles.bring(bundle, kernel, ramdisk, plan.request().verify(), progress);
            Image copy = catalogue.change(change -> {
                arrival.admitProducts(change, cargo.products());
                Image complete = complete(change, plan, ids, cargo, staging, kernel, ramdisk, bundle);
                Failpoint.COPY_COMMITTING.reached();
                return complete;
            });
            Failpoint.COPY_COMMITTED.reached();
            return copy;
        } catch (SlipwayException e) {
            causes.put(copying.operation().operationId(), e);
            throw e;
        }
    }

    /** A copy that was asked for in the same words before: to be answered with, or to go on with. */
    private Optional<Image> earlier(Reader reader, CopyPlan plan) {
        Optional<CopyToken> token = plan.request().clientToken()
                .flatMap(word -> reader.find(CopyToken.TABLE, CopyToken.key(account, word))).map(Stored::document);
        if (token.isPresent()) {
            if (!token.get().request().equals(plan.words())) {
                throw new StoreException(TOKEN_MISMATCH, "The client token '" + token.get().token()
                        + "' was used before, with other parameters, for '" + token.get().imageId() + "'.");
            }
            return reader.find(Image.TABLE, token.get().imageId().value()).map(Stored::document)
                    .filter(image -> image.state() != ImageState.DEREGISTERED).map(ImageCopies::requireEnded);
        }
        List<Stored<Image>> named = reader.list(Image.TABLE,
                Query.all().where("owner", account).where("taken_name", plan.name()));
        return named.stream().map(Stored::document).filter(image -> image.state() == ImageState.FAILED
                && image.origin().equals(plan.origin())).findFirst();
    }

    private static Image requireEnded(Image image) {
        if (image.state() == ImageState.PENDING) {
            throw new StoreException(IMAGE_UNAVAILABLE,
                    "The image '" + image.imageId() + "' is being copied by another process.");
        }
        return image;
    }

    /** Makes the copy visible as pending, anew or again. */
    private Image announce(Change change, CopyPlan plan, ImageId id) {
        plan.token(account, id).ifPresent(token -> {
            // There is one when this goes on, or when what it made is gone.
            change.delete(CopyToken.TABLE, token.key());
            change.insert(CopyToken.TABLE, token);
        });
        Image pending = plan.describe(arrival.draft(id, plan.original(), plan.name(), plan.origin()))
                .state(ImageState.PENDING).build();
        Optional<Stored<Image>> failed = change.find(Image.TABLE, id.value());
        if (failed.isEmpty()) {
            return registration.insert(change, pending);
        }
        if (failed.get().document().state() != ImageState.FAILED) {
            throw new StoreException(CONCURRENT_CHANGE, "The image '" + id + "' is being copied by another process.");
        }
        return update(change, pending, failed.get());
    }

    private Image complete(Change change, CopyPlan plan, ArrivalIds ids, Cargo cargo, Path staging,
            Optional<ImageId> kernel, Optional<ImageId> ramdisk, Optional<Passage> bundle) {
        Stored<Image> pending = change.find(Image.TABLE, ids.image().value())
                .filter(stored -> stored.document().state() == ImageState.PENDING)
                .orElseThrow(() -> new StoreException(CONCURRENT_CHANGE,
                        "The image '" + ids.image() + "' was deregistered while it was being copied."));
        Instant now = Instant.now();
        arrival.insertSnapshots(change, cargo, ids, snapshot -> "Copied for DestinationAmi " + ids.image()
                + " from SourceAmi " + plan.original().imageId() + " for SourceSnapshot " + snapshot.snapshotId()
                + ". Task created on " + String.format(Locale.ROOT, "%,d", now.toEpochMilli()) + ".");
        return update(change, ImageDraft.of(pending.document())
                .state(ImageState.AVAILABLE)
                .imageLocation(bundles.locationOf(bundle))
                .blockDeviceMappings(ImageArrival.mappings(cargo, ids))
                .kernelId(arrival.admitBootImage(change, cargo.kernel(), kernel, ids.kernel(), staging, plan.origin()))
                .ramdiskId(arrival.admitBootImage(change, cargo.ramdisk(), ramdisk, ids.ramdisk(), staging, plan.origin()))
                .build(), pending);
    }

    private Image update(Change change, Image image, Stored<Image> there) {
        records.write(image);
        return change.update(Image.TABLE, image, there.version()).document();
    }

    /** How every copy ends: after its commit only staging is left to remove; before it, its image says what became of it. */
    private void settle(Operation operation) {
        SlipwayException cause = causes.remove(operation.operationId());
        ImageId id = ArrivalIds.imageOf(operation.details());
        Optional<ImageState> left = catalogue.change(change -> {
            Optional<Stored<Image>> stored = change.find(Image.TABLE, id.value());
            if (stored.isPresent() && stored.get().document().state() == ImageState.PENDING) {
                end(change, stored.get(), cause);
            }
            return change.find(Image.TABLE, id.value()).map(image -> image.document().state());
        });
        if (left.isEmpty() || left.get() == ImageState.FAILED) {
            bundles.undo(operation, left.isEmpty());
        }
        arrival.removeUnrecorded(operation);
    }

    private void end(Change change, Stored<Image> pending, SlipwayException cause) {
        Image image = pending.document();
        if (cause != null && cause.code() == HostError.INTERRUPTED) {
            records.delete(image.imageId());
            change.delete(Image.TABLE, image.imageId().value());
            for (Stored<CopyToken> token : change.list(CopyToken.TABLE, Query.all().where("image", image.imageId()))) {
                change.delete(CopyToken.TABLE, token.document().key());
            }
            return;
        }
        StateReason reason = cause == null
                ? new StateReason("Server.InternalError", "The process that made the copy ended; ask for it again to go on.")
                : new StateReason(cause.code().code(), cause.getMessage());
        update(change, ImageDraft.of(image).state(ImageState.FAILED).stateReason(Optional.of(reason)).build(), pending);
    }
}
