package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.product.ProductCode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One line of a report.
 *
 * @param group what it stands for: see {@link UsageGroup}; empty where all is added up
 * @param measure what is counted
 * @param quantity how much, in the measure's unit, to six places
 * @param product of which product
 * @param currency what it is charged in; empty for what costs nothing
 * @param charge what it is charged, to six places, rounded once after everything was added up
 */
public record UsageLine(
        String group,
        UsageMeasure measure,
        BigDecimal quantity,
        Optional<ProductCode> product,
        Optional<String> currency,
        Optional<BigDecimal> charge) {
}
