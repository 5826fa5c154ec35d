package dev.slipway.imagestore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.imagestore.catalogue.sqlite.SqliteCatalogue;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    record Ship(String name, String port, int tons) {
    }

    private static final Table<Ship> OLD = Table.of("ships", Ship.class, 1, Ship::name).text("port", Ship::port);
    private static final Table<Ship> NEW = Table.of("ships", Ship.class, 2, Ship::name)
            .text("port", Ship::port).number("tons", Ship::tons).unique("port")
            .list("word", ship -> List.of(ship.name(), ship.port()));
    private static final Table<Ship> OTHER = Table.of("boats", Ship.class, 1, Ship::name);

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void makeOldCatalogue() {
        file = folder.resolve("catalogue.db");
        try (Catalogue old = SqliteCatalogue.open(file, List.of(OLD))) {
            old.change(c -> c.insert(OLD, new Ship("Ada", "Oslo", 5)));
        }
    }

    @Test
    void newColumnsAreFilledFromTheDocuments() {
        try (Catalogue mended = SqliteCatalogue.open(file, List.of(NEW))) {
            assertEquals(1, mended.read(r -> r.list(NEW, Query.all().where("tons", 5))).size());
            assertEquals(1, mended.read(r -> r.list(NEW, Query.all().where("word", "Oslo"))).size());
            assertEquals(StoreError.RECORD_EXISTS, assertThrows(StoreException.class,
                    () -> mended.change(c -> c.insert(NEW, new Ship("Bea", "Oslo", 6)))).kind());
        }
    }

    @Test
    void aCatalogueOfANewerSlipwayIsRefused() {
        SqliteCatalogue.open(file, List.of(NEW)).close();
        assertEquals(StoreError.STORE_TOO_NEW, assertThrows(StoreException.class,
                () -> SqliteCatalogue.open(file, List.of(OLD))).kind());
    }

    @Test
    void tablesThatOneProcessDoesNotKnowAreLeftAlone() {
        try (Catalogue both = SqliteCatalogue.open(file, List.of(OLD, OTHER))) {
            both.change(c -> c.insert(OTHER, new Ship("Dinghy", "Oslo", 0)));
        }
        SqliteCatalogue.open(file, List.of(OLD)).close();
        try (Catalogue both = SqliteCatalogue.open(file, List.of(OLD, OTHER))) {
            assertEquals(1, both.read(r -> r.list(OTHER, Query.all())).size());
            assertEquals(1, both.read(r -> r.list(OLD, Query.all())).size());
        }
    }
}
