package dev.slipway.imagestore.catalogue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.errors.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue that is kept open answers as one that was just opened, whoever changed what. */
class CataloguePoolTest {

    record Ship(String name, String port) {
    }

    private static final Table<Ship> SHIPS = Table.of("ships", Ship.class, 1, Ship::name).text("port", Ship::port).unique("port");
    private static final Query IN_OSLO = Query.all().where("port", "Oslo");

    @TempDir
    private Path folder;
    private Path file;
    private final CataloguePool pool = new CataloguePool(Duration.ZERO);

    @BeforeEach
    void name() {
        file = folder.resolve("catalogue.db");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whatAnotherProcessChangesIsSeenAtOnce() {
        insert("Ada", "Oslo");
        assertEquals(List.of("Ada"), names(IN_OSLO));
        try (Catalogue other = SqliteCatalogue.open(file, List.of(SHIPS))) {
            other.change(change -> change.update(SHIPS, new Ship("Ada", "Turku"), 1));
            assertEquals(List.of(), names(IN_OSLO));
            other.change(change -> change.delete(SHIPS, "Ada"));
            // The same text as before, and the same version: another document that says something else.
            other.change(change -> change.insert(SHIPS, new Ship("Ada", "Oslo")));
            assertEquals(List.of("Ada"), names(IN_OSLO));
        }
    }

    @Test
    void whatTheSameConnectionChangesOrTakesBackIsSeenToo() {
        insert("Ada", "Oslo");
        try (Catalogue lent = open()) {
            assertEquals(1, lent.read(reader -> reader.list(SHIPS, Query.all())).size());
            assertThrows(IllegalArgumentException.class, () -> lent.change(change -> {
                change.insert(SHIPS, new Ship("Bea", "Turku"));
                assertEquals(2, change.list(SHIPS, Query.all()).size());
                throw new IllegalArgumentException("taken back");
            }));
            assertEquals(1, lent.read(reader -> reader.list(SHIPS, Query.all())).size());
            lent.change(change -> change.insert(SHIPS, new Ship("Bea", "Turku")));
            assertEquals(2, lent.read(reader -> reader.list(SHIPS, Query.all())).size());
        }
    }

    @Test
    void aDocumentThatDidNotChangeIsReadOnceAndListsAreTheCallersOwn() {
        insert("Ada", "Oslo");
        insert("Bea", "Turku");
        List<Stored<Ship>> before = list();
        before.clear();
        try (Catalogue other = SqliteCatalogue.open(file, List.of(SHIPS))) {
            other.change(change -> change.update(SHIPS, new Ship("Bea", "Bergen"), 1));
        }
        List<Stored<Ship>> one = list();
        assertEquals(2, one.size());
        List<Stored<Ship>> two = list();
        assertSame(one.get(0).document(), two.get(0).document());
    }

    @Test
    void oneIsLentToOneCallerAtATimeAndComesBack() {
        try (Catalogue one = open(); Catalogue two = open()) {
            one.change(change -> change.insert(SHIPS, new Ship("Ada", "Oslo")));
            assertEquals(1, two.read(reader -> reader.list(SHIPS, Query.all())).size());
            assertEquals(0, pool.idle());
        }
        assertEquals(2, pool.idle());
        pool.closeIdle();
        assertEquals(0, pool.idle());
    }

    @Test
    void aRefusalBringsNothingIntoDoubtAndADefectDoes() {
        insert("Ada", "Oslo");
        try (Catalogue lent = open()) {
            assertThrows(StoreException.class, () -> lent.change(change -> change.update(SHIPS, new Ship("Ada", "Turku"), 7)));
        }
        assertEquals(1, pool.idle());
        Catalogue closed = open();
        assertThrows(IllegalStateException.class, () -> closed.read(reader -> {
            throw new IllegalStateException("a defect");
        }));
        closed.close();
        closed.close();
        assertEquals(0, pool.idle());
        assertThrows(IllegalStateException.class, () -> closed.read(reader -> 1));
    }

    @Test
    void aCatalogueThatWasReplacedIsOpenedAnew() throws IOException {
        insert("Ada", "Oslo");
        Path another = folder.resolve("another.db");
        try (Catalogue rebuilt = SqliteCatalogue.open(another, List.of(SHIPS))) {
            rebuilt.change(change -> change.insert(SHIPS, new Ship("Bea", "Oslo")));
        }
        for (String suffix : List.of("-wal", "-shm")) {
            Files.deleteIfExists(Path.of(file + suffix));
        }
        Files.move(file, folder.resolve("catalogue.db.lost"));
        Files.move(another, file);
        assertEquals(List.of("Bea"), names(IN_OSLO));
        assertEquals(1, pool.idle());
    }

    @Test
    void aDeadPoolTakesNothingBack() {
        Catalogue lent = open();
        pool.close();
        lent.close();
        assertEquals(0, pool.idle());
        Catalogue later = open();
        assertNotSame(lent, later);
        assertTrue(later.read(reader -> reader.list(SHIPS, Query.all())).isEmpty());
        later.close();
    }

    private Catalogue open() {
        return pool.open(file, List.of(SHIPS));
    }

    private void insert(String name, String port) {
        try (Catalogue lent = open()) {
            lent.change(change -> change.insert(SHIPS, new Ship(name, port)));
        }
    }

    private List<Stored<Ship>> list() {
        try (Catalogue lent = open()) {
            return lent.read(reader -> reader.list(SHIPS, Query.all()));
        }
    }

    private List<String> names(Query query) {
        try (Catalogue lent = open()) {
            return lent.read(reader -> reader.list(SHIPS, query)).stream().map(stored -> stored.document().name()).toList();
        }
    }
}
