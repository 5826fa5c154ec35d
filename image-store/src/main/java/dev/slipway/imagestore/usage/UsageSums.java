package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.product.Price;
import dev.slipway.imagestore.product.PriceUnit;
import dev.slipway.imagestore.product.ProductCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up without ever rounding: whole numbers and exact decimals, divided once, at the end. */
final class UsageSums {

    private static final int PLACES = 6;
    /** A month's seconds are a multiple of an hour's, so charges by either add up exactly in these. */
    private static final long CHARGE_MILLIS = PriceUnit.INSTANCE_MONTH.seconds() * 1000;

    private record Key(String group, UsageMeasure measure, String product, String currency) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::group).thenComparing(Key::measure)
                .thenComparing(Key::product).thenComparing(Key::currency);
    }

    private static final class Sum {
        private BigInteger quantity = BigInteger.ZERO;
        private BigDecimal charge = BigDecimal.ZERO;
    }

    private final Map<Key, Sum> sums = new TreeMap<>(Key.ORDER);

    /** Adds a span of so much. */
    void add(String group, UsageMeasure measure, long amount, long millis) {
        Sum sum = sum(new Key(group, measure, "", ""));
        sum.quantity = sum.quantity.add(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(millis)));
    }

    /** Adds a span in which a product ran. */
    void add(String group, ProductCharge charge, long millis) {
        String currency = charge.price().map(Price::currency).orElse("");
        Sum sum = sum(new Key(group, UsageMeasure.PRODUCT_HOURS, charge.productCode().value(), currency));
        sum.quantity = sum.quantity.add(BigInteger.valueOf(millis));
        if (charge.price().isPresent()) {
            Price price = charge.price().get();
            sum.charge = sum.charge.add(price.amount().multiply(BigDecimal.valueOf(millis))
                    .multiply(BigDecimal.valueOf(PriceUnit.INSTANCE_MONTH.seconds() / price.unit().seconds())));
        }
    }

    List<UsageLine> lines() {
        List<UsageLine> lines = new ArrayList<>();
        for (Map.Entry<Key, Sum> entry : sums.entrySet()) {
            Key key = entry.getKey();
            Sum sum = entry.getValue();
            BigDecimal quantity = new BigDecimal(sum.quantity)
                    .divide(new BigDecimal(key.measure().divisor()), PLACES, RoundingMode.HALF_EVEN);
            boolean charged = !key.currency().isEmpty();
            lines.add(new UsageLine(key.group(), key.measure(), quantity,
                    key.product().isEmpty() ? Optional.empty() : Optional.of(new ProductCode(key.product())),
                    charged ? Optional.of(key.currency()) : Optional.empty(),
                    charged ? Optional.of(sum.charge.divide(BigDecimal.valueOf(CHARGE_MILLIS), PLACES,
                            RoundingMode.HALF_EVEN)) : Optional.empty()));
        }
        return lines;
    }

    private Sum sum(Key key) {
        return sums.computeIfAbsent(key, k -> new Sum());
    }
}
