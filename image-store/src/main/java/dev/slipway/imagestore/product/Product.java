package dev.slipway.imagestore.product;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an account sells: a code that images carry, a price, and terms. EC2 keeps its products in a marketplace; here they
 * are a region's own.
 *
 * @param productCode its code, unique in the region
 * @param ownerId who sells it
 * @param title what people call it
 * @param price what it costs from now on; what was used before is charged as it was then
 * @param terms all terms it ever had, the valid ones last
 * @param createTime when it was made
 */
public record Product(
        ProductCode productCode,
        AccountId ownerId,
        Optional<String> title,
        Price price,
        List<Terms> terms,
        Instant createTime) {

    /** Products of all accounts. */
    public static final Table<Product> TABLE = Table.of("products", Product.class, 1, p -> p.productCode().value())
            .text("owner", Product::ownerId);

    private static final int TITLE_LENGTH = 255;

    /** Throws PARAMETER_VALUE for a title that is too long. */
    public Product {
        requireNonNull(productCode, "productCode");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(price, "price");
        requireNonNull(createTime, "createTime");
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a product has terms");
        }
        if (title.isPresent() && title.get().length() > TITLE_LENGTH) {
            throw new StoreException(PARAMETER_VALUE,
                    "The title of '" + productCode + "' has more than " + TITLE_LENGTH + " characters.");
        }
    }

    /** The terms that hold now. */
    public Terms currentTerms() {
        return terms.get(terms.size() - 1);
    }

    /** The same product under another title. */
    public Product withTitle(String newTitle) {
        return new Product(productCode, ownerId, Optional.of(newTitle), price, terms, createTime);
    }

    /** The same product at another price. */
    public Product withPrice(Price newPrice) {
        return new Product(productCode, ownerId, title, newPrice, terms, createTime);
    }

    /** The same product under further terms, which everybody has to accept anew. */
    public Product withTerms(String text, Instant now) {
        List<Terms> more = new ArrayList<>(terms);
        more.add(new Terms(currentTerms().version() + 1, text, now));
        return new Product(productCode, ownerId, title, price, more, createTime);
    }
}
