package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.ForwardedChange;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A change that writes the history of the documents it changes. */
final class MeteredChange extends ForwardedChange {

    private final Change change;
    private final Map<String, Metering<?>> meterings;

    MeteredChange(Change change, Map<String, Metering<?>> meterings) {
        super(change);
        this.change = change;
        this.meterings = meterings;
    }

    @Override
    public <T> Stored<T> insert(Table<T> table, T document) {
        Stored<T> stored = super.insert(table, document);
        metering(table).flatMap(metering -> metering.reading(change, document))
                .ifPresent(reading -> change.insert(Meter.TABLE, Meters.begin(change, reading)));
        return stored;
    }

    @Override
    public <T> Stored<T> update(Table<T> table, T document, long expectedVersion) {
        Optional<Metering<T>> metering = metering(table);
        if (metering.isEmpty()) {
            return super.update(table, document, expectedVersion);
        }
        Optional<Stored<Meter>> open = ensureOpen(metering.get(), table.id().apply(document));
        Stored<T> stored = super.update(table, document, expectedVersion);
        Optional<Reading> reading = metering.get().reading(change, document);
        if (open.isEmpty()) {
            reading.ifPresent(begun -> change.insert(Meter.TABLE, Meters.begin(change, begun)));
        } else if (reading.isEmpty()) {
            end(open.get(), metering.get().ceased(document));
        } else if (!open.get().document().says(reading.get())) {
            Meters.follow(change, open.get(), reading.get());
        }
        return stored;
    }

    @Override
    public boolean delete(Table<?> table, String id) {
        metering(table).flatMap(metering -> ensureOpen(metering, id)).ifPresent(open -> end(open, Timestamp.now()));
        return super.delete(table, id);
    }

    /** What was there before there was a history has its span from its beginning on, made when it is first changed. */
    private <T> Optional<Stored<Meter>> ensureOpen(Metering<T> metering, String id) {
        Optional<Stored<Meter>> open = Meters.open(change, id);
        if (open.isPresent()) {
            return open;
        }
        return change.find(metering.table(), id).flatMap(old -> metering.reading(change, old.document()))
                .map(reading -> change.insert(Meter.TABLE, Meters.begin(change, reading)));
    }

    private void end(Stored<Meter> open, Instant time) {
        change.update(Meter.TABLE, open.document().ended(time), open.version());
    }

    @SuppressWarnings("unchecked")
    private <T> Optional<Metering<T>> metering(Table<T> table) {
        // Put there under the name of its own table.
        return Optional.ofNullable((Metering<T>) meterings.get(table.name()));
    }
}
