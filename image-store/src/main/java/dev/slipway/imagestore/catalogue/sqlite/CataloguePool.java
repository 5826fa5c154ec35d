package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.host.thread.Shelf;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.CatalogueSource;
import dev.slipway.imagestore.catalogue.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps catalogues open for a process that asks again and again. One is lent to one caller at a time, and comes back when it is
 * closed; what failed is not lent again, nor is one whose file has been replaced, and one that nobody wanted for a while is
 * closed. For processes that always name the same tables.
 */
public final class CataloguePool implements CatalogueSource, AutoCloseable {

    private static final int MOST_IDLE = 32;

    /** @param file which file it is, whatever its name: a rebuilt catalogue has the name of the one before */
    record Kept(SqliteCatalogue catalogue, Path name, Object file) {
    }

    private final Shelf<Path, Kept> idle;
    private final Map<Path, DocumentMemory> memories = new HashMap<>();

    /** @param idle how long one that nobody wants stays open */
    public CataloguePool(Duration idle) {
        this.idle = new Shelf<>(MOST_IDLE, idle, kept -> kept.catalogue().close());
    }

    @Override
    public Catalogue open(Path file, List<Table<?>> tables) {
        Optional<Kept> kept = take(file);
        if (kept.isPresent()) {
            return new LentCatalogue(kept.get(), this::giveBack);
        }
        DocumentMemory memory;
        synchronized (this) {
            memory = memories.computeIfAbsent(file, name -> new DocumentMemory());
        }
        SqliteCatalogue opened = SqliteCatalogue.open(file, tables, memory);
        return new LentCatalogue(new Kept(opened, file, fileOf(file)), this::giveBack);
    }

    /** The one that was used last: it remembers most. */
    private Optional<Kept> take(Path file) {
        Optional<Kept> found = idle.take(file);
        while (found.isPresent() && (found.get().file() == null || !found.get().file().equals(fileOf(file)))) {
            found.get().catalogue().close();
            found = idle.take(file);
        }
        return found;
    }

    private void giveBack(Kept kept, boolean sound) {
        if (sound) {
            idle.put(kept.name(), kept);
        } else {
            kept.catalogue().close();
        }
    }

    /** Closes those that nobody has wanted for a while; to be called now and then. */
    public void closeIdle() {
        if (idle.endIdle()) {
            synchronized (this) {
                memories.keySet().removeIf(file -> !idle.has(file));
            }
        }
    }

    /** How many are open and lent to nobody. */
    public int idle() {
        return idle.size();
    }

    /** Closes all that are lent to nobody; the others are closed when they come back. */
    @Override
    public void close() {
        idle.close();
    }

    private static Object fileOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            // Gone, or its disk is: whoever opens it anew is told what is the matter.
            return null;
        }
    }
}
