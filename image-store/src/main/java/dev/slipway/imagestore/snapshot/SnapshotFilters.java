package dev.slipway.imagestore.snapshot;

import static dev.slipway.imagestore.filter.FilterRule.column;
import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.all;
import static dev.slipway.imagestore.filter.FilterTexts.maybe;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.AccountWords;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import dev.slipway.imagestore.id.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html">DescribeSnapshots</a> that
 * have a meaning here, and the product codes that images have there.
 */
public final class SnapshotFilters implements FilterNames<Snapshot> {

    private final AccountId account;

    /** The filters as an account means them: {@code owner-alias=self} is its own. */
    public SnapshotFilters(AccountId account) {
        this.account = account;
    }

    @Override
    public List<String> names() {
        return List.of("description", "encrypted", "owner-alias", "owner-id", "product-code", "progress", "snapshot-id",
                "start-time", "status", TagFilters.TAG_KEY_IN_NAME, "tag-key", "volume-id", "volume-size");
    }

    @Override
    public Optional<FilterRule<Snapshot>> rule(String name) {
        return switch (name) {
            case "description" -> Optional.of(document(s -> one(s.description().orElse(""))));
            case "encrypted" -> Optional.of(document(s -> one(false)));
            case "owner-alias" -> Optional.of(document(
                    s -> s.ownerId().equals(account) ? one(AccountWords.SELF) : List.of()));
            case "owner-id" -> Optional.of(column("owner", s -> one(s.ownerId())));
            case "product-code" -> Optional.of(document(s -> all(s.productCodes())));
            case "progress" -> Optional.of(document(s -> one(s.progress())));
            case "snapshot-id" -> Optional.of(column("id", s -> one(s.snapshotId())));
            case "start-time" -> Optional.of(document(s -> one(Timestamp.format(s.startTime()))));
            case "status" -> Optional.of(column("state", s -> one(s.state())));
            case "volume-id" -> Optional.of(column("volume", s -> maybe(s.volumeId())));
            case "volume-size" -> Optional.of(document(s -> one(s.volumeSize())));
            default -> TagFilters.rule(name, Snapshot::tags);
        };
    }
}
