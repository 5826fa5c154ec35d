package dev.slipway.imagestore.volume;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.id.VolumeId;
import java.util.List;

/**
 * Which volumes of an account are looked for, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html">DescribeVolumes</a>.
 *
 * @param ids these; none for all of them
 * @param filters for which all of these hold, see {@link VolumeFilters}
 */
public record VolumeSearch(List<VolumeId> ids, List<Filter> filters) {

    /** Every volume. */
    public static final VolumeSearch ALL = new VolumeSearch(List.of(), List.of());

    public VolumeSearch {
        ids = List.copyOf(ids);
        filters = List.copyOf(filters);
    }

    /** Every volume for which these filters hold. */
    public static VolumeSearch by(Filter... filters) {
        return new VolumeSearch(List.of(), List.of(filters));
    }
}
