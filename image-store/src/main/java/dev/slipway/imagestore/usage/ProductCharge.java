package dev.slipway.imagestore.usage;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.product.Price;
import dev.slipway.imagestore.product.ProductCode;
import java.util.Optional;

/**
 * What a product cost when it was used, whatever became of it afterwards.
 *
 * @param productCode the product
 * @param sellerId who sells it; empty for a code that had no product in this region
 * @param price what it cost then; empty likewise, and for its seller himself
 */
public record ProductCharge(ProductCode productCode, Optional<AccountId> sellerId, Optional<Price> price) {

    public ProductCharge {
        requireNonNull(productCode, "productCode");
    }
}
