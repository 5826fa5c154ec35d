package dev.slipway.imagestore.registry.lookup;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.id.ImageId;
import java.util.List;

/**
 * Which images are looked for, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html">DescribeImages</a>.
 *
 * @param ids these; none for all that the account may see
 * @param owners of these accounts; {@code self} is the account that asks, and EC2's {@code amazon} and the like own
 *     nothing here
 * @param executableBy that these may launch by explicit permission; {@code self} is the account that asks, {@code all}
 *     are public images
 * @param filters for which all of these hold, see {@link ImageFilters}
 * @param includeDeprecated also those of others that are deprecated; one's own, and those named by id, always are
 * @param includeDisabled also one's own that are disabled; those named by id always are
 */
public record ImageSearch(
        List<ImageId> ids,
        List<String> owners,
        List<String> executableBy,
        List<Filter> filters,
        boolean includeDeprecated,
        boolean includeDisabled) {

    /** Every image there is to see. */
    public static final ImageSearch ALL =
            new ImageSearch(List.of(), List.of(), List.of(), List.of(), false, false);

    public ImageSearch {
        ids = List.copyOf(ids);
        owners = List.copyOf(owners);
        executableBy = List.copyOf(executableBy);
        filters = List.copyOf(filters);
    }

    /** Every image for which these filters hold. */
    public static ImageSearch by(Filter... filters) {
        return ALL.with(List.of(filters));
    }

    /** The same, by these filters instead. */
    public ImageSearch with(List<Filter> newFilters) {
        return new ImageSearch(ids, owners, executableBy, newFilters, includeDeprecated, includeDisabled);
    }
}
