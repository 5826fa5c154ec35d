package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.id.SnapshotId;
import java.util.List;

/**
 * Which snapshots are looked for, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html">DescribeSnapshots</a>.
 *
 * @param ids these; none for all that the account may see
 * @param owners of these accounts; {@code self} is the account that asks
 * @param restorableBy that these may make volumes of by explicit permission; {@code self} is the account that asks,
 *     {@code all} are public snapshots
 * @param filters for which all of these hold, see {@link SnapshotFilters}
 */
public record SnapshotSearch(
        List<SnapshotId> ids, List<String> owners, List<String> restorableBy, List<Filter> filters) {

    /** Every snapshot there is to see. */
    public static final SnapshotSearch ALL = new SnapshotSearch(List.of(), List.of(), List.of(), List.of());

    public SnapshotSearch {
        ids = List.copyOf(ids);
        owners = List.copyOf(owners);
        restorableBy = List.copyOf(restorableBy);
        filters = List.copyOf(filters);
    }

    /** Every snapshot for which these filters hold. */
    public static SnapshotSearch by(Filter... filters) {
        return new SnapshotSearch(List.of(), List.of(), List.of(), List.of(filters));
    }
}
