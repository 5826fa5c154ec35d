package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.filter.Filter;
import java.util.List;

/**
 * Which security groups of an account are looked for, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html">DescribeSecurityGroups</a>.
 *
 * @param references these, by their ids or names; none for all of them
 * @param filters for which all of these hold, see {@link SecurityGroupFilters}
 */
public record SecurityGroupSearch(List<String> references, List<Filter> filters) {

    public SecurityGroupSearch {
        references = List.copyOf(references);
        filters = List.copyOf(filters);
    }
}
