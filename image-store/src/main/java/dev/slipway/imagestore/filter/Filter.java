package dev.slipway.imagestore.filter;

import static dev.slipway.imagestore.errors.StoreError.FILTER_LIMIT;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.catalogue.GlobPattern;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import java.util.List;

/**
 * One filter of a request, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html">Filter</a>: what is looked for has
 * one of the values. Several filters must all hold.
 *
 * @param name its name: {@code architecture}, {@code tag:Name}
 * @param values patterns, see {@link GlobPattern}
 */
public record Filter(String name, List<String> values) {

    /** EC2's limit for the values of all filters of one call. */
    public static final int MOST_VALUES = 200;
    /** Nothing that is searched is longer: a description has 255 characters, a tag's value 256; each may be escaped. */
    private static final int VALUE_LENGTH = 1024;

    /** Throws PARAMETER_MISSING for a filter without values, PARAMETER_VALUE for a value that is too long. */
    public Filter {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new StoreException(PARAMETER_MISSING, "The filter " + Quoted.of(name) + " has no values.");
        }
        for (String value : values) {
            if (value.length() > VALUE_LENGTH) {
                throw new StoreException(PARAMETER_VALUE, "A value of the filter " + Quoted.of(name)
                        + " has more than " + VALUE_LENGTH + " characters.");
            }
        }
    }

    /** Whether one of the values fits one of these texts. */
    public boolean fits(List<String> texts) {
        for (String text : texts) {
            for (String value : values) {
                if (GlobPattern.fits(value, text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Throws FILTER_LIMIT when filters have more values together than EC2 takes. */
    static void checkNumber(List<Filter> filters) {
        int values = 0;
        for (Filter filter : filters) {
            values += filter.values().size();
        }
        if (values > MOST_VALUES) {
            throw new StoreException(FILTER_LIMIT, "The filters have " + values + " values; the most for one request is "
                    + MOST_VALUES + ".");
        }
    }
}
