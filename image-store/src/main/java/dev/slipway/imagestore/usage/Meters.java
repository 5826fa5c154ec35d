package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.product.Price;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens and ends the spans of the history, always within the transaction that changes what is metered. */
public final class Meters {

    private Meters() {
    }

    /** Ends the open spans of a product at its old price, and goes on at the new one. */
    public static void priceChanged(Change change, ProductCode code, Instant now) {
        for (Stored<Meter> stored : change.list(Meter.TABLE, Query.all().where("product", code))) {
            Meter meter = stored.document();
            if (meter.end().isEmpty()) {
                List<ProductCode> codes = new ArrayList<>();
                meter.charges().forEach(charge -> codes.add(charge.productCode()));
                follow(change, stored, now, meter.amount(), meter.type(), charges(change, meter.ownerId(), codes));
            }
        }
    }

    /** The open span of a thing. */
    static Optional<Stored<Meter>> open(Reader reader, String resourceId) {
        List<Stored<Meter>> open = reader.list(Meter.TABLE, Query.all().where("open", resourceId));
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(0));
    }

    /** The span that a thing's reading begins. */
    static Meter begin(Reader reader, Reading reading) {
        return Meter.opened(reading, charges(reader, reading.ownerId(), reading.productCodes()));
    }

    /** Ends a span in the middle of its run, and begins the next. */
    static void follow(Change change, Stored<Meter> open, Reading reading) {
        follow(change, open, Timestamp.now(), reading.amount(), reading.type(),
                charges(change, reading.ownerId(), reading.productCodes()));
    }

    private static void follow(Change change, Stored<Meter> open, Instant now, long amount, Optional<String> type,
            List<ProductCharge> charges) {
        // The next one's row says that it is open, and there may be one such row: the old one has to go first.
        change.update(Meter.TABLE, open.document().continued(now), open.version());
        change.insert(Meter.TABLE, open.document().next(now, amount, type, charges));
    }

    private static List<ProductCharge> charges(Reader reader, AccountId payer, List<ProductCode> codes) {
        List<ProductCharge> charges = new ArrayList<>(codes.size());
        for (ProductCode code : codes) {
            Optional<Product> product = reader.find(Product.TABLE, code.value()).map(Stored::document);
            // Nobody pays himself.
            Optional<Price> price = product.filter(sold -> !sold.ownerId().equals(payer)).map(Product::price);
            charges.add(new ProductCharge(code, product.map(Product::ownerId), price));
        }
        return charges;
    }
}
