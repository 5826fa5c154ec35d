package dev.slipway.imagestore.usage;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.product.ProductCode;
import java.time.Instant;
import java.util.Optional;

/**
 * Which part of the history is wanted.
 *
 * @param from its first moment; empty for the beginning
 * @param to the moment after its last; empty for now
 * @param group what its lines stand for
 * @param product only what was used of this product; its seller sees what all accounts used of it
 */
public record UsageRequest(
        Optional<Instant> from, Optional<Instant> to, UsageGroup group, Optional<ProductCode> product) {

    /** Throws PARAMETER_COMBINATION when the end is not after the beginning. */
    public UsageRequest {
        requireNonNull(group, "group");
        requireNonNull(product, "product");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new StoreException(PARAMETER_COMBINATION, "The end, " + Timestamp.format(to.get())
                    + ", is not after the beginning, " + Timestamp.format(from.get()) + ".");
        }
    }

    /** All of it. */
    public static UsageRequest all(UsageGroup group) {
        return new UsageRequest(Optional.empty(), Optional.empty(), group, Optional.empty());
    }
}
