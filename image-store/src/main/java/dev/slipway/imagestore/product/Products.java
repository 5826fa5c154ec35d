package dev.slipway.imagestore.product;

import static dev.slipway.imagestore.errors.StoreError.OPERATION_NOT_PERMITTED;
import static dev.slipway.imagestore.errors.StoreError.OPT_IN_REQUIRED;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PRODUCT_EXISTS;
import static dev.slipway.imagestore.errors.StoreError.PRODUCT_IN_USE;
import static dev.slipway.imagestore.errors.StoreError.PRODUCT_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.PRODUCT_NOT_YOURS;
import static dev.slipway.imagestore.errors.StoreError.TERMS_CHANGED;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.usage.Meters;
import dev.slipway.imagestore.volume.Volume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The products of a region: who sells what, on which terms, and who agreed to them. */
public final class Products {

    private final Catalogue catalogue;
    private final AccountId account;
    private final RecordFiles records;
    private final RecordedChanges changes;
    private final OwnImages images;

    public Products(Catalogue catalogue, StoreLayout layout, AccountId account, RecordedChanges changes) {
        this.catalogue = catalogue;
        this.account = account;
        this.records = new RecordFiles(layout);
        this.changes = changes;
        this.images = new OwnImages(catalogue, layout, account);
    }

    /**
     * Makes a product of this account. Throws PRODUCT_EXISTS, for another account's too, PARAMETER_MISSING without rate,
     * currency or terms, PARAMETER_VALUE.
     */
    public Product create(ProductCode code, ProductDraft draft) {
        Instant now = Timestamp.now();
        Price price = new Price(draft.rate().orElseThrow(() -> missing(code, "rate")),
                draft.unit().orElse(PriceUnit.INSTANCE_HOUR),
                draft.currency().orElseThrow(() -> missing(code, "currency")));
        Product product = new Product(code, account, draft.title(), price,
                List.of(new Terms(1, draft.terms().orElseThrow(() -> missing(code, "terms")), now)), now);
        return changes.change(List.of(RecordedChanges.idOf(code)), change -> {
            if (change.find(Product.TABLE, code.value()).isPresent()) {
                throw new StoreException(PRODUCT_EXISTS, "There is a product '" + code + "' already.");
            }
            change.insert(Product.TABLE, product);
            records.write(product);
            return product;
        });
    }

    /** Every product of the region, in the order they were made. */
    public List<Product> list() {
        return documents(Product.TABLE, Query.all());
    }

    /** A product, whoever's it is: what it costs and demands is for everybody to read. Throws PRODUCT_NOT_FOUND. */
    public Product describe(ProductCode code) {
        return catalogue.read(reader -> get(reader, code)).document();
    }

    /**
     * Changes a product of this account from now on: what was used before is charged as it was, and new terms have to
     * be accepted before the next launch. Throws PRODUCT_NOT_FOUND, PRODUCT_NOT_YOURS, PARAMETER_VALUE.
     */
    public Product update(ProductCode code, ProductDraft draft) {
        return changes.change(List.of(RecordedChanges.idOf(code)), change -> {
            Stored<Product> stored = own(change, code);
            Product old = stored.document();
            Instant now = Timestamp.now();
            Product changed = old.withPrice(draft.over(old.price()));
            changed = draft.title().isPresent() ? changed.withTitle(draft.title().get()) : changed;
            changed = draft.terms().isPresent() ? changed.withTerms(draft.terms().get(), now) : changed;
            change.update(Product.TABLE, changed, stored.version());
            records.write(changed);
            if (!changed.price().equals(old.price())) {
                Meters.priceChanged(change, code, now);
            }
            return changed;
        });
    }

    /**
     * Deletes a product of this account that nothing carries any more; what was used of it stays charged. Throws
     * PRODUCT_NOT_FOUND, PRODUCT_NOT_YOURS, PRODUCT_IN_USE.
     */
    public void delete(ProductCode code) {
        List<String> ids = new ArrayList<>(List.of(RecordedChanges.idOf(code)));
        acceptances(code).forEach(acceptance -> ids.add(RecordedChanges.idOf(acceptance)));
        changes.change(ids, change -> {
            own(change, code);
            carrier(change, code).ifPresent(id -> {
                throw new StoreException(PRODUCT_IN_USE, "The product '" + code + "' is carried by '" + id + "'.");
            });
            for (Stored<Acceptance> accepted : change.list(Acceptance.TABLE, Query.all().where("product", code))) {
                Acceptance document = accepted.document();
                records.delete(document);
                change.delete(Acceptance.TABLE, Acceptance.TABLE.id().apply(document));
            }
            records.delete(code);
            change.delete(Product.TABLE, code.value());
            return null;
        });
    }

    /**
     * Agrees to the terms of a product; what was agreed to before is returned as it was. Throws PRODUCT_NOT_FOUND, and
     * TERMS_CHANGED when the terms are no longer those that were read.
     *
     * @param read the version that was read; empty for whichever holds now
     */
    public Acceptance accept(ProductCode code, OptionalInt read) {
        Acceptance likely = new Acceptance(code, account, describe(code).currentTerms().version(), Timestamp.now());
        return changes.change(List.of(RecordedChanges.idOf(likely)), change -> {
            int version = get(change, code).document().currentTerms().version();
            if (read.isPresent() && read.getAsInt() != version) {
                throw new StoreException(TERMS_CHANGED, "The terms of '" + code + "' are version " + version
                        + " now, not version " + read.getAsInt() + ".", "Read them: slipway product terms " + code);
            }
            Optional<Stored<Acceptance>> accepted =
                    change.find(Acceptance.TABLE, Acceptance.id(code, account, version));
            if (accepted.isPresent()) {
                return accepted.get().document();
            }
            Acceptance acceptance = new Acceptance(code, account, version, Timestamp.now());
            change.insert(Acceptance.TABLE, acceptance);
            records.write(acceptance);
            return acceptance;
        });
    }

    /** What this account agreed to, oldest first. */
    public List<Acceptance> acceptances() {
        return documents(Acceptance.TABLE, Query.all().where("account", account));
    }

    /** Who agreed to the terms of a product of this account. Throws PRODUCT_NOT_FOUND, PRODUCT_NOT_YOURS. */
    public List<Acceptance> acceptances(ProductCode code) {
        catalogue.read(reader -> own(reader, code));
        return documents(Acceptance.TABLE, Query.all().where("product", code));
    }

    /**
     * Puts a product of this account on an image of this account, as EC2's ModifyImageAttribute does; one that is there
     * already stays, and none can be taken off again, as in EC2. Throws PRODUCT_NOT_FOUND, PRODUCT_NOT_YOURS,
     * OPERATION_NOT_PERMITTED for a public image, which a paid one cannot be, and what {@link OwnImages#get} throws.
     */
    public Image attach(ProductCode code, ImageId image) {
        return changes.change(List.of(image), change -> {
            own(change, code);
            Image before = images.get(change, image).document();
            if (before.launchPermissions().isPublic()) {
                throw new StoreException(OPERATION_NOT_PERMITTED, "The image '" + image
                        + "' is public, and a public image takes no product code.",
                        "Make it private first: slipway image unshare " + image + " --public");
            }
            List<ProductCode> had = before.productCodes();
            return images.change(change, image, draft -> draft.productCodes(ProductCode.union(had, List.of(code))));
        });
    }

    /** Throws PRODUCT_NOT_FOUND and PRODUCT_NOT_YOURS unless this account sells all of them. */
    public static void requireOwn(Reader reader, AccountId account, List<ProductCode> codes) {
        for (ProductCode code : codes) {
            Product product = get(reader, code).document();
            if (!product.ownerId().equals(account)) {
                throw notYours(code);
            }
        }
    }

    /**
     * Throws OPT_IN_REQUIRED when this account has still to accept terms before it launches what carries these codes.
     * Nobody accepts his own; a code without a product, from another region as a rule, has no terms.
     *
     * @param what what is to be launched, as the user called it
     */
    public void requireAccepted(List<ProductCode> codes, String what) {
        if (codes.isEmpty()) {
            return;
        }
        catalogue.read(reader -> {
            for (ProductCode code : codes) {
                Optional<Product> product = reader.find(Product.TABLE, code.value()).map(Stored::document);
                if (product.isPresent() && !product.get().ownerId().equals(account)) {
                    requireAccepted(reader, product.get(), what);
                }
            }
            return null;
        });
    }

    private void requireAccepted(Reader reader, Product product, String what) {
        int version = product.currentTerms().version();
        ProductCode code = product.productCode();
        if (reader.find(Acceptance.TABLE, Acceptance.id(code, account, version)).isEmpty()) {
            throw new StoreException(OPT_IN_REQUIRED, "In order to use '" + what
                    + "' you need to accept the terms of the product '" + code + "' (version " + version + ").",
                    "Read them with: slipway product terms " + code + ", and accept them with: slipway product accept "
                            + code);
        }
    }

    private Stored<Product> own(Reader reader, ProductCode code) {
        requireOwn(reader, account, List.of(code));
        return get(reader, code);
    }

    private static Stored<Product> get(Reader reader, ProductCode code) {
        return reader.find(Product.TABLE, code.value()).orElseThrow(() -> new StoreException(PRODUCT_NOT_FOUND,
                "The product code '" + code + "' does not exist.", "List the products with: slipway product list"));
    }

    private static Optional<String> carrier(Reader reader, ProductCode code) {
        Query carrying = Query.all().where("product_code", code).limit(1);
        for (Stored<Image> image : reader.list(Image.TABLE, carrying.whereNot("state", ImageState.DEREGISTERED))) {
            return Optional.of(image.document().imageId().value());
        }
        for (Stored<Snapshot> snapshot : reader.list(Snapshot.TABLE, carrying)) {
            return Optional.of(snapshot.document().snapshotId().value());
        }
        for (Stored<Volume> volume : reader.list(Volume.TABLE, carrying)) {
            return Optional.of(volume.document().volumeId().value());
        }
        return Optional.empty();
    }

    private <T> List<T> documents(Table<T> table, Query query) {
        List<T> documents = new ArrayList<>();
        catalogue.read(reader -> reader.list(table, query)).forEach(stored -> documents.add(stored.document()));
        return documents;
    }

    private static StoreException missing(ProductCode code, String what) {
        return new StoreException(PARAMETER_MISSING, "The product '" + code + "' needs a " + what + ".");
    }

    private static StoreException notYours(ProductCode code) {
        return new StoreException(PRODUCT_NOT_YOURS, "Not authorized for the product '" + code
                + "': it is another account's.");
    }
}
