package dev.slipway.imagestore.product;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * What running a product costs.
 *
 * @param rate a decimal number such as {@code 0.05}, kept as it was written, so that nothing is ever rounded
 * @param unit what that is for
 * @param currency its currency by ISO 4217: {@code USD}
 */
public record Price(String rate, PriceUnit unit, String currency) {

    private static final int LENGTH = 20;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    /** Throws PARAMETER_VALUE for a rate that is no decimal from 0 to a million, and an unknown currency. */
    public Price {
        requireNonNull(unit, "unit");
        if (!isDecimal(rate) || new BigDecimal(rate).compareTo(MOST) > 0) {
            throw new StoreException(PARAMETER_VALUE, "The rate " + Quoted.of(String.valueOf(rate))
                    + " is no decimal number from 0 to " + MOST + ", such as 0.05.");
        }
        requireCurrency(currency);
    }

    /** The rate as a number. */
    public BigDecimal amount() {
        return new BigDecimal(rate);
    }

    /** Digits with a point among them at most: no sign, no exponent, none of Java's other ways to write a number. */
    private static boolean isDecimal(String text) {
        if (text == null || text.isEmpty() || text.length() > LENGTH) {
            return false;
        }
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            points += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return points <= 1 && !text.startsWith(".") && !text.endsWith(".");
    }

    private static void requireCurrency(String code) {
        try {
            // XXX and its like stand for no currency, and have no smaller unit.
            if (Currency.getInstance(code).getDefaultFractionDigits() >= 0) {
                return;
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw unknown(code, e);
        }
        throw unknown(code, null);
    }

    private static StoreException unknown(String code, RuntimeException cause) {
        return new StoreException(PARAMETER_VALUE, "The currency " + Quoted.of(String.valueOf(code))
                + " is none of ISO 4217, such as USD or EUR.", null, cause);
    }
}
