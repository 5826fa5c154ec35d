package dev.slipway.imagestore.care;

import static dev.slipway.imagestore.errors.StoreError.STORE_BUSY;
import static dev.slipway.imagestore.errors.StoreError.STORE_NOT_LOST;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.catalogue.sqlite.SqliteCatalogue;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.FolderFailure;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.usage.Meter;
import dev.slipway.imagestore.volume.Volume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a lost catalogue back from the records beside the files. The new one is made beside and renamed into place, so
 * it is there as a whole or not at all; a catalogue that there was is kept. While there is none, no other command works on
 * the store: it is refused with CATALOGUE_LOST.
 */
public final class StoreRebuild {

    private static final String UNFINISHED = ".rebuilding";

    private final StoreLayout layout;
    private final AccountId account;
    private final List<Table<?>> tables;
    private final List<Recorded<?>> records;

    /**
     * @param account whose the volumes are taken for that do not say
     * @param tables every table of the new catalogue
     * @param records which of them have records
     */
    public StoreRebuild(StoreLayout layout, AccountId account, List<Table<?>> tables, List<Recorded<?>> records) {
        this.layout = layout;
        this.account = account;
        this.tables = List.copyOf(tables);
        this.records = List.copyOf(records);
    }

    /** Says what would come back, and changes nothing. */
    public RebuildReport look() {
        List<String> leftOut = new ArrayList<>();
        return new RebuildReport(counts(read(leftOut)), leftOut, Optional.empty());
    }

    /**
     * Rebuilds the catalogue. Throws STORE_NOT_LOST when there is one and this is not forced, STORE_BUSY when other
     * processes work on the store.
     *
     * @param force whether a catalogue that there is gives way; it is kept beside
     */
    public RebuildReport run(boolean force) {
        if (Files.exists(layout.catalogue()) && !force) {
            throw new StoreException(STORE_NOT_LOST, "The catalogue '" + layout.catalogue() + "' is there.",
                    "See what is wrong with it: slipway store check. To make a new one all the same: --force");
        }
        try (KernelLock alone = KernelLock.tryTake(layout.locks().resolve("rebuild.lock")).orElseThrow(this::busy)) {
            Optional<Path> aside = setAside();
            RebuildReport report = build(aside);
            alone.closeAndDelete();
            return report;
        }
    }

    /** From here on until the end, other commands find no catalogue and make none. */
    private Optional<Path> setAside() {
        if (!Files.exists(layout.catalogue())) {
            requireNobody(Optional.empty());
            return Optional.empty();
        }
        Path aside = layout.catalogue().resolveSibling(layout.catalogue().getFileName() + ".lost-"
                + Timestamp.format(Timestamp.now()).replace(":", ""));
        move(layout.catalogue(), aside);
        requireNobody(Optional.of(aside));
        return Optional.of(aside);
    }

    private void move(Path from, Path to) {
        for (String part : List.of("-wal", "-shm", "")) {
            Path file = from.resolveSibling(from.getFileName() + part);
            if (Files.exists(file)) {
                DurableFiles.move(file, to.resolveSibling(to.getFileName() + part));
            }
        }
    }

    private void requireNobody(Optional<Path> aside) {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(layout.locks(), "op-*.lock")) {
            for (Path lock : locks) {
                Optional<KernelLock> taken = KernelLock.tryTake(lock);
                taken.ifPresent(KernelLock::close);
                if (taken.isEmpty()) {
                    aside.ifPresent(there -> move(there, layout.catalogue()));
                    throw busy();
                }
            }
        } catch (IOException e) {
            throw FolderFailure.of(layout.locks(), e);
        }
    }

    private RebuildReport build(Optional<Path> aside) {
        List<String> leftOut = new ArrayList<>();
        List<FoundRecords<?>> found = read(leftOut);
        Path unfinished = layout.catalogue().resolveSibling(layout.catalogue().getFileName() + UNFINISHED);
        delete(unfinished);
        try (Catalogue rebuilt = SqliteCatalogue.open(unfinished, tables)) {
            List<Meter> history = aside.map(this::history).orElse(List.of());
            rebuilt.change(change -> {
                found.forEach(records -> records.restore(change));
                history.forEach(meter -> change.insert(Meter.TABLE, meter));
                return null;
            });
            if (history.isEmpty()) {
                leftOut.add("The history of usage is lost; it begins anew, with what exists counted from its beginning.");
            }
        } catch (SlipwayException e) {
            delete(unfinished);
            throw e;
        }
        // Its last user closed it, which brought its log into it.
        DurableFiles.sync(unfinished);
        DurableFiles.move(unfinished, layout.catalogue());
        return new RebuildReport(counts(found), leftOut, aside);
    }

    /** The history is nowhere but in the catalogue; one that can still be read at all hands it on. */
    private List<Meter> history(Path aside) {
        try (Catalogue old = SqliteCatalogue.open(aside, List.of(Meter.TABLE))) {
            List<Meter> meters = new ArrayList<>();
            for (Stored<Meter> stored : old.read(reader -> reader.list(Meter.TABLE, Query.all()))) {
                meters.add(stored.document());
            }
            return meters;
        } catch (SlipwayException e) {
            // It was lost for a reason. The report says that the history is, too.
            return List.of();
        }
    }

    private List<FoundRecords<?>> read(List<String> leftOut) {
        List<FoundRecords<?>> found = new ArrayList<>();
        for (Recorded<?> recorded : records) {
            found.add(read(recorded, leftOut));
        }
        // What is left out may have been needed in turn, and so on.
        boolean dropped = true;
        while (dropped) {
            Set<String> there = new HashSet<>();
            found.forEach(records -> there.addAll(records.ids()));
            dropped = false;
            for (FoundRecords<?> records : found) {
                dropped |= records.drop(there, leftOut);
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private <T> FoundRecords<T> read(Recorded<T> recorded, List<String> leftOut) {
        if (recorded.table() != (Table<?>) Volume.TABLE) {
            return FoundRecords.read(recorded, leftOut);
        }
        FoundRecords<T> volumes = FoundRecords.read(recorded, leftOut);
        new UnrecordedVolumes(layout, account).addTo((FoundRecords<Volume>) volumes, leftOut);
        return volumes;
    }

    private static Map<String, Integer> counts(List<FoundRecords<?>> found) {
        Map<String, Integer> counts = new HashMap<>();
        found.forEach(records -> counts.put(records.recorded().table().name(), records.ids().size()));
        return counts;
    }

    private static void delete(Path catalogue) {
        for (String part : List.of("", "-wal", "-shm", "-journal")) {
            DurableFiles.delete(catalogue.resolveSibling(catalogue.getFileName() + part));
        }
    }

    private StoreException busy() {
        return new StoreException(STORE_BUSY, "Other commands work on the store of '" + layout.region() + "'.",
                "Wait for them to end.");
    }
}
