package dev.slipway.imagestore.usage;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.product.ProductCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What something uses as it is now.
 *
 * @param kind what it is
 * @param resourceId which one
 * @param ownerId who pays
 * @param since since when it has been using anything without a break
 * @param amount how much of it: see {@link MeterKind}
 * @param type EC2's word for its kind, such as {@code t3.micro} or {@code gp3}
 * @param imageId the image an instance was launched from
 * @param productCodes what an instance that runs is charged as beside; those of disks at rest cost nothing
 */
public record Reading(
        MeterKind kind,
        String resourceId,
        AccountId ownerId,
        Instant since,
        long amount,
        Optional<String> type,
        Optional<String> imageId,
        List<ProductCode> productCodes) {

    public Reading {
        requireNonNull(kind, "kind");
        requireNonNull(resourceId, "resourceId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(since, "since");
        productCodes = List.copyOf(productCodes);
        if (amount <= 0) {
            throw new IllegalArgumentException("what uses nothing is not metered: " + amount);
        }
    }
}
