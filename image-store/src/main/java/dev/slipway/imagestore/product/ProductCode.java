package dev.slipway.imagestore.product;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.errors.Quoted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A product code, which an image hands on to what is made of it: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ProductCode.html">ProductCode</a> of the type
 * {@code marketplace}. Written as its word alone.
 *
 * @param value 1 to 64 letters, digits and dashes
 */
public record ProductCode(String value) {

    /** EC2's word for the kind of every product code there is. */
    public static final String TYPE = "marketplace";

    private static final int LENGTH = 64;

    /** Throws PARAMETER_VALUE for a word that is no product code. */
    public ProductCode {
        boolean sound = value != null && !value.isEmpty() && value.length() <= LENGTH;
        for (int i = 0; sound && i < value.length(); i++) {
            char c = value.charAt(i);
            sound = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
        }
        if (!sound) {
            throw new StoreException(PARAMETER_VALUE, "The product code " + Quoted.of(value == null ? "" : value)
                    + " is not 1 to 64 letters, digits and dashes.");
        }
    }

    /**
     * What something is charged as that is made of several others: the codes of all of them, each once, in their order.
     * The one rule by which codes carry through snapshots, volumes, images and instances.
     */
    @SafeVarargs
    public static List<ProductCode> union(List<ProductCode>... parts) {
        Set<ProductCode> all = new LinkedHashSet<>();
        for (List<ProductCode> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return value;
    }
}
