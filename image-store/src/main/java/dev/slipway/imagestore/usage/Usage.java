package dev.slipway.imagestore.usage;

import static dev.slipway.imagestore.errors.StoreError.PRODUCT_NOT_FOUND;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds up the recorded history. Time counts by the millisecond, but at least {@link MeterKind#least} of each run, which
 * is EC2's rule for Linux instances and volumes; what goes on is counted up to now.
 */
public final class Usage {

    private final MeteredCatalogue catalogue;
    private final AccountId account;

    public Usage(MeteredCatalogue catalogue, AccountId account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    /** What this account used, or what was used of a product it sells. Throws PRODUCT_NOT_FOUND. */
    public UsageReport report(UsageRequest request) {
        Instant now = Timestamp.now();
        List<Meter> meters = catalogue.read(reader -> meters(reader, request.product()));
        UsageSums lines = new UsageSums();
        UsageSums totals = new UsageSums();
        for (Meter meter : meters) {
            add(meter, request, now, lines, totals);
        }
        return new UsageReport(request.from(), request.to().orElse(now), lines.lines(), totals.lines());
    }

    private List<Meter> meters(Reader reader, Optional<ProductCode> product) {
        List<Meter> meters = new ArrayList<>();
        if (product.isEmpty()) {
            for (Stored<Meter> stored : reader.list(Meter.TABLE, Query.all().where("owner", account))) {
                meters.add(stored.document());
            }
            meters.addAll(catalogue.unmetered(reader, account));
            return meters;
        }
        for (Stored<Meter> stored : reader.list(Meter.TABLE, Query.all().where("product", product.get()))) {
            if (concerns(stored.document(), product.get())) {
                meters.add(stored.document());
            }
        }
        if (meters.isEmpty() && reader.find(Product.TABLE, product.get().value()).isEmpty()) {
            throw new StoreException(PRODUCT_NOT_FOUND, "The product code '" + product.get() + "' does not exist.");
        }
        return meters;
    }

    /** The seller is he who sold it then: a code that was given up and taken by another account shows him nothing. */
    private boolean concerns(Meter meter, ProductCode product) {
        return meter.ownerId().equals(account) || meter.charges().stream().anyMatch(charge ->
                charge.productCode().equals(product) && charge.sellerId().filter(account::equals).isPresent());
    }

    private static void add(Meter meter, UsageRequest request, Instant now, UsageSums lines, UsageSums totals) {
        Instant end = billedEnd(meter, now);
        Instant first = later(meter.start(), request.from().orElse(meter.start()));
        Instant last = request.to().filter(end::isAfter).orElse(end);
        while (first.isBefore(last)) {
            Instant until = last;
            if (request.group() == UsageGroup.DAY) {
                Instant midnight = first.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC).toInstant();
                until = midnight.isBefore(last) ? midnight : last;
            }
            long millis = Duration.between(first, until).toMillis();
            add(meter, request, first, millis, lines, totals);
            first = until;
        }
    }

    private static void add(
            Meter meter, UsageRequest request, Instant first, long millis, UsageSums lines, UsageSums totals) {
        if (request.product().isEmpty()) {
            UsageMeasure measure = UsageMeasure.of(meter.kind());
            lines.add(groupOf(meter, request.group(), first, Optional.empty()), measure, meter.amount(), millis);
            totals.add("", measure, meter.amount(), millis);
        }
        for (ProductCharge charge : meter.charges()) {
            if (request.product().isEmpty() || request.product().get().equals(charge.productCode())) {
                lines.add(groupOf(meter, request.group(), first, Optional.of(charge.productCode())), charge, millis);
                totals.add("", charge, millis);
            }
        }
    }

    private static Instant billedEnd(Meter meter, Instant now) {
        Instant end = meter.end().orElse(now);
        return meter.isContinued() ? end : later(end, meter.runStart().plus(meter.kind().least()));
    }

    private static String groupOf(Meter meter, UsageGroup group, Instant time, Optional<ProductCode> product) {
        return switch (group) {
            case RESOURCE -> meter.resourceId();
            case PRODUCT -> product.map(ProductCode::value).orElse("-");
            case TYPE -> meter.type().orElse(meter.kind().word());
            case DAY -> time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
            case ACCOUNT -> meter.ownerId().value();
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
