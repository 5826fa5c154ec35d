package dev.slipway.imagestore.usage;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.IdRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A span of time in which something used the same amount at the same price. A run of an instance, or the life of a
 * volume, is one such span, or several in a row when amount or price changed meanwhile.
 *
 * @param meterId its id
 * @param kind what it is
 * @param resourceId which one
 * @param ownerId who pays
 * @param runStart when the run began that this is a part of
 * @param start when this part began
 * @param end when it ended; empty while it goes on
 * @param isContinued whether the run went on in another part when this one ended
 * @param amount how much of it: see {@link MeterKind}
 * @param type EC2's word for its kind
 * @param imageId the image an instance was launched from
 * @param charges what it is charged as beside
 */
public record Meter(
        String meterId,
        MeterKind kind,
        String resourceId,
        AccountId ownerId,
        Instant runStart,
        Instant start,
        Optional<Instant> end,
        boolean isContinued,
        long amount,
        Optional<String> type,
        Optional<String> imageId,
        List<ProductCharge> charges) {

    /** The history of all accounts. At most one span of a thing is open. */
    public static final Table<Meter> TABLE = Table.of("meters", Meter.class, 1, Meter::meterId)
            .text("owner", Meter::ownerId)
            .text("resource", Meter::resourceId)
            .text("open", meter -> meter.end().isPresent() ? null : meter.resourceId())
            .unique("open")
            .list("product", Meter::products);

    private static final IdRule IDS = new IdRule("meter");

    public Meter {
        requireNonNull(meterId, "meterId");
        requireNonNull(kind, "kind");
        requireNonNull(resourceId, "resourceId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(runStart, "runStart");
        requireNonNull(start, "start");
        charges = charges == null ? List.of() : List.copyOf(charges);
    }

    /** A span that begins a run with this reading. */
    static Meter opened(Reading reading, List<ProductCharge> charges) {
        return new Meter(IDS.next(), reading.kind(), reading.resourceId(), reading.ownerId(), reading.since(),
                reading.since(), Optional.empty(), false, reading.amount(), reading.type(), reading.imageId(), charges);
    }

    /** This span, ended with its run; a clock that was set back makes it empty, not negative. */
    Meter ended(Instant time) {
        return new Meter(meterId, kind, resourceId, ownerId, runStart, start,
                Optional.of(time.isBefore(start) ? start : time), false, amount, type, imageId, charges);
    }

    /** This span, ended while its run goes on with what {@link #next} gives. */
    Meter continued(Instant time) {
        Meter ended = ended(time);
        return new Meter(meterId, kind, resourceId, ownerId, runStart, start, ended.end, true, amount, type, imageId,
                charges);
    }

    /** The span that follows this one in the same run. */
    Meter next(Instant time, long newAmount, Optional<String> newType, List<ProductCharge> newCharges) {
        return new Meter(IDS.next(), kind, resourceId, ownerId, runStart, time.isBefore(start) ? start : time,
                Optional.empty(), false, newAmount, newType, imageId, newCharges);
    }

    /** Whether it would say the same had it been opened with this reading. */
    boolean says(Reading reading) {
        return amount == reading.amount() && type.equals(reading.type()) && products().equals(
                reading.productCodes().stream().map(code -> code.value()).toList());
    }

    private List<String> products() {
        List<String> products = new ArrayList<>(charges.size());
        charges.forEach(charge -> products.add(charge.productCode().value()));
        return products;
    }
}
