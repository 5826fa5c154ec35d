package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.CatalogueSource;
import dev.slipway.imagestore.catalogue.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
    record Kept(SqliteCatalogue catalogue, Path name, Object file, long since) {
    }

    private final long idleNanos;
    private final Deque<Kept> idle = new ArrayDeque<>();
    private final Map<Path, DocumentMemory> memories = new HashMap<>();
    private boolean closed;

    /** @param idle how long one that nobody wants stays open */
    public CataloguePool(Duration idle) {
        this.idleNanos = idle.toNanos();
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
        return new LentCatalogue(new Kept(opened, file, fileOf(file), System.nanoTime()), this::giveBack);
    }

    /** The one that was used last: it remembers most. */
    private Optional<Kept> take(Path file) {
        while (true) {
            Kept found = null;
            synchronized (this) {
                for (Kept kept : idle) {
                    if (kept.name().equals(file)) {
                        found = kept;
                        break;
                    }
                }
                if (found == null) {
                    return Optional.empty();
                }
                idle.remove(found);
            }
            if (found.file() != null && found.file().equals(fileOf(file))) {
                return Optional.of(found);
            }
            found.catalogue().close();
        }
    }

    private void giveBack(Kept kept, boolean sound) {
        Kept surplus = null;
        synchronized (this) {
            if (sound && !closed) {
                idle.addFirst(new Kept(kept.catalogue(), kept.name(), kept.file(), System.nanoTime()));
                surplus = idle.size() > MOST_IDLE ? idle.removeLast() : null;
            } else {
                surplus = kept;
            }
        }
        if (surplus != null) {
            surplus.catalogue().close();
        }
    }

    /** Closes those that nobody has wanted for a while; to be called now and then. */
    public void closeIdle() {
        List<Kept> old;
        long now = System.nanoTime();
        synchronized (this) {
            old = idle.stream().filter(kept -> now - kept.since() > idleNanos).toList();
            idle.removeAll(old);
            memories.keySet().removeIf(file -> !old.isEmpty() && idle.stream().noneMatch(kept -> kept.name().equals(file)));
        }
        old.forEach(kept -> kept.catalogue().close());
    }

    /** How many are open and lent to nobody. */
    public synchronized int idle() {
        return idle.size();
    }

    /** Closes all that are lent to nobody; the others are closed when they come back. */
    @Override
    public void close() {
        List<Kept> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(kept -> kept.catalogue().close());
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
