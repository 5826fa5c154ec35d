package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A catalogue that keeps the history of what is used beside what is there: a volume's row and the beginning of its span
 * are one transaction, and so are an instance's last word and the end of its run. A process may be killed at any moment;
 * the history is never ahead of the records, nor behind them.
 */
public final class MeteredCatalogue implements Catalogue {

    private final Catalogue catalogue;
    private final Map<String, Metering<?>> meterings = new HashMap<>();

    /** The same catalogue, metered by nothing yet; closed with it. */
    public MeteredCatalogue(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Meters the documents of a table; before the first of them is changed. */
    public void meter(Metering<?> metering) {
        meterings.put(metering.table().name(), metering);
    }

    /** What an account uses and has no open span yet, because it was there before there was a history. */
    List<Meter> unmetered(Reader reader, AccountId account) {
        List<Meter> found = new ArrayList<>();
        for (Metering<?> metering : meterings.values()) {
            addUnmetered(found, reader, metering, account);
        }
        return found;
    }

    private static <T> void addUnmetered(
            List<Meter> found, Reader reader, Metering<T> metering, AccountId account) {
        for (Stored<T> stored : reader.list(metering.table(), Query.all().where("owner", account))) {
            Optional<Reading> reading = metering.reading(reader, stored.document());
            if (reading.isPresent() && Meters.open(reader, reading.get().resourceId()).isEmpty()) {
                found.add(Meters.begin(reader, reading.get()));
            }
        }
    }

    @Override
    public <R> R read(Function<Reader, R> work) {
        return catalogue.read(work);
    }

    @Override
    public <R> R change(Function<Change, R> work) {
        return catalogue.change(change -> work.apply(new MeteredChange(change, meterings)));
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
