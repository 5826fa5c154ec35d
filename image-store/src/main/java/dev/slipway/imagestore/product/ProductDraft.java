package dev.slipway.imagestore.product;

import java.util.Optional;

/**
 * What a product is to be, or what is to become of one; what is left empty stays as it is.
 *
 * @param title what people call it
 * @param rate a decimal number
 * @param unit what the rate is for
 * @param currency by ISO 4217
 * @param terms the text of its terms
 */
public record ProductDraft(
        Optional<String> title,
        Optional<String> rate,
        Optional<PriceUnit> unit,
        Optional<String> currency,
        Optional<String> terms) {

    /** The price a product has after this. */
    Price over(Price price) {
        return new Price(rate.orElse(price.rate()), unit.orElse(price.unit()), currency.orElse(price.currency()));
    }
}
