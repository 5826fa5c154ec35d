package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.COPY_NOT_PERMITTED;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.record.RecordFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that a region knows the products of an image that comes into it: a code without a product would be used
 * there without terms and without a charge.
 */
final class ProductIntake {

    private final RecordFiles records;

    ProductIntake(RecordFiles records) {
        this.records = records;
    }

    /** What a store knows of these codes. */
    static List<Product> of(Reader reader, List<ProductCode> codes) {
        List<Product> products = new ArrayList<>();
        for (ProductCode code : codes) {
            reader.find(Product.TABLE, code.value()).map(Stored::document).ifPresent(products::add);
        }
        return products;
    }

    /** Throws COPY_NOT_PERMITTED when one of the codes means another seller's product here. */
    static void requireSame(Reader reader, List<Product> products) {
        for (Product product : products) {
            Optional<Product> there = reader.find(Product.TABLE, product.productCode().value()).map(Stored::document);
            if (there.isPresent() && !there.get().ownerId().equals(product.ownerId())) {
                throw new StoreException(COPY_NOT_PERMITTED, "The product code '" + product.productCode()
                        + "' belongs to the account '" + there.get().ownerId() + "' in this region.");
            }
        }
    }

    /** Records those that are missing; one that is there stays as it is. Throws what {@link #requireSame} throws. */
    void admit(Change change, List<Product> products) {
        requireSame(change, products);
        for (Product product : products) {
            if (change.find(Product.TABLE, product.productCode().value()).isEmpty()) {
                change.insert(Product.TABLE, product);
                records.write(product);
            }
        }
    }

    /** Deletes the records of products that were not recorded after all. */
    void removeUnrecorded(Reader reader, List<ProductCode> codes) {
        for (ProductCode code : codes) {
            if (reader.find(Product.TABLE, code.value()).isEmpty()) {
                records.delete(code);
            }
        }
    }
}
