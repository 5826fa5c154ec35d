package dev.slipway.launcher.keypair;

import dev.slipway.imagestore.filter.Filter;
import java.util.List;

/**
 * Which key pairs of an account are looked for, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html">DescribeKeyPairs</a>.
 *
 * @param references these, by their names or ids; none for all of them
 * @param filters for which all of these hold, see {@link KeyPairFilters}
 */
public record KeyPairSearch(List<String> references, List<Filter> filters) {

    public KeyPairSearch {
        references = List.copyOf(references);
        filters = List.copyOf(filters);
    }
}
