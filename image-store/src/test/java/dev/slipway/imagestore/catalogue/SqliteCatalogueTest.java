package dev.slipway.imagestore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.catalogue.sqlite.SqliteCatalogue;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogueTest {

    /** A document like those of the store, and small. */
    record Ship(String name, String port, int tons) {
    }

    private static final Table<Ship> SHIPS = Table.of("ships", Ship.class, 1, Ship::name)
            .text("port", Ship::port).number("tons", Ship::tons).unique("port", "tons");

    @TempDir
    private Path folder;
    private Path file;
    private Catalogue catalogue;

    @BeforeEach
    void open() {
        file = folder.resolve("region").resolve("catalogue.db");
        catalogue = SqliteCatalogue.open(file, List.of(SHIPS));
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void whatIsInsertedIsFoundByAnotherConnection() {
        insert(new Ship("Ada", "Oslo", 5));
        try (Catalogue other = SqliteCatalogue.open(file, List.of(SHIPS))) {
            assertEquals(new Stored<>(new Ship("Ada", "Oslo", 5), 1),
                    other.read(r -> r.find(SHIPS, "Ada")).orElseThrow());
        }
    }

    @Test
    void aChangeThatThrowsChangesNothing() {
        assertThrows(IllegalStateException.class, () -> catalogue.change(change -> {
            change.insert(SHIPS, new Ship("Ada", "Oslo", 5));
            throw new IllegalStateException();
        }));
        assertTrue(ships(Query.all()).isEmpty());
        insert(new Ship("Ada", "Oslo", 5));
    }

    @Test
    void anUpdateWithAnOldVersionIsRefused() {
        insert(new Ship("Ada", "Oslo", 5));
        catalogue.change(c -> c.update(SHIPS, new Ship("Ada", "Bergen", 5), 1));
        assertEquals(StoreError.CONCURRENT_CHANGE, refused(
                () -> catalogue.change(c -> c.update(SHIPS, new Ship("Ada", "Turku", 5), 1))));
        assertEquals(List.of("Ada"), ships(Query.all().where("port", "Bergen")));
    }

    @Test
    void anUpdateOfWhatIsGoneIsRefused() {
        assertEquals(StoreError.RECORD_NOT_FOUND, refused(
                () -> catalogue.change(c -> c.update(SHIPS, new Ship("Ada", "Turku", 5), 1))));
    }

    @Test
    void aDeletionSaysWhetherThereWasSomething() {
        insert(new Ship("Ada", "Oslo", 5));
        assertEquals(true, catalogue.<Boolean>change(c -> c.delete(SHIPS, "Ada")));
        assertEquals(false, catalogue.<Boolean>change(c -> c.delete(SHIPS, "Ada")));
    }

    @Test
    void idsAndUniqueCombinationsAreTakenOnlyOnce() {
        insert(new Ship("Ada", "Oslo", 5));
        assertEquals(StoreError.RECORD_EXISTS, refused(() -> insert(new Ship("Ada", "Turku", 6))));
        assertEquals(StoreError.RECORD_EXISTS, refused(() -> insert(new Ship("Bea", "Oslo", 5))));
        insert(new Ship("Bea", "Oslo", 6));
    }

    @Test
    void aNullInAUniqueCombinationIsExempt() {
        insert(new Ship("Ada", null, 5));
        insert(new Ship("Bea", null, 5));
        assertEquals(2, ships(Query.all()).size());
    }

    @Test
    void queriesSelectSortAndLimit() {
        insert(new Ship("web-1", "Oslo", 30));
        insert(new Ship("web-2", "Oslo", 4));
        insert(new Ship("db-1", "Turku", 100));
        insert(new Ship("we[b", "Turku", 7));
        insert(new Ship("we*b", "Turku", 8));
        assertEquals(List.of("web-1", "web-2"), ships(Query.all().matching("id", List.of("web-*"))));
        assertEquals(List.of("web-1", "db-1"), ships(Query.all().matching("id", List.of("web-1", "d?-?"))));
        assertEquals(List.of("we*b"), ships(Query.all().matching("id", List.of("we\\*b"))));
        assertEquals(List.of("we[b"), ships(Query.all().matching("id", List.of("w?[b"))));
        assertEquals(List.of(), ships(Query.all().matching("id", List.of("WEB-*"))));
        assertEquals(List.of(), ships(Query.all().matching("id", List.of())));
        assertEquals(List.of("web-1", "web-2"), ships(Query.all().whereAny("id", List.of("web-2", "web-1", "x"))));
        assertEquals(List.of(), ships(Query.all().whereAny("id", List.of())));
        assertEquals(List.of("web-1", "web-2"), ships(Query.all().whereNot("port", "Turku")));
        assertEquals(List.of("web-2", "we[b", "we*b", "web-1", "db-1"), ships(Query.all().orderBy("tons")));
        assertEquals(List.of("db-1", "web-1"), ships(Query.all().orderByDescending("tons").limit(2)));
        assertEquals(List.of("web-2", "db-1"), ships(Query.all().and(new Query.Either(List.of(
                new Query.AnyOf("tons", List.of("4")), new Query.AnyOf("id", List.of("db-1")))))));
        assertEquals(3L, catalogue.<Long>read(r -> r.count(SHIPS, Query.all().where("port", "Turku"))));
    }

    @Test
    void valuesAreNeverPartOfTheStatement() {
        String hostile = "'); DROP TABLE ships; --";
        insert(new Ship(hostile, hostile, 1));
        assertEquals(List.of(hostile), ships(Query.all().where("port", hostile)));
        assertThrows(IllegalArgumentException.class, () -> ships(Query.all().where("port; --", "x")));
        assertThrows(IllegalArgumentException.class, () -> SHIPS.text("x y", Ship::name));
    }

    @Test
    void aConditionOnAListHoldsWhenItDoesForOneOfItsValues() {
        record Crew(String ship, List<String> names) { }
        Table<Crew> crews = Table.of("crews", Crew.class, 1, Crew::ship).list("member", Crew::names);
        try (Catalogue other = SqliteCatalogue.open(folder.resolve("crews.db"), List.of(crews))) {
            other.change(c -> c.insert(crews, new Crew("Ada", List.of("Bo", "Liv", "Bo"))));
            other.change(c -> c.insert(crews, new Crew("Eva", List.of("Liv"))));
            other.change(c -> c.insert(crews, new Crew("Ida", List.of())));
            assertEquals(List.of("Ada", "Eva"), ships(other, crews, Query.all().where("member", "Liv")));
            assertEquals(List.of("Ada"), ships(other, crews, Query.all().matching("member", List.of("?o", "x"))));
            assertEquals(List.of("Ida"), ships(other, crews, Query.all().whereNot("member", "Liv")));
            assertEquals(List.of(), ships(other, crews, Query.all().where("member", "Ada")));
            other.change(c -> c.update(crews, new Crew("Ada", List.of("Siv")), 1));
            assertEquals(List.of("Eva"), ships(other, crews, Query.all().where("member", "Liv")));
            other.change(c -> c.delete(crews, "Eva"));
            assertEquals(List.of(), ships(other, crews, Query.all().where("member", "Liv")));
            assertEquals(List.of("Ada"), ships(other, crews,
                    Query.all().and(new Query.Either(List.of(new Query.AnyOf("member", List.of("Siv")))))));
        }
    }

    private static <T> List<String> ships(Catalogue catalogue, Table<T> table, Query query) {
        return catalogue.read(r -> r.list(table, query)).stream().map(s -> table.id().apply(s.document())).toList();
    }

    @Test
    void transactionsDoNotNest() {
        assertThrows(IllegalStateException.class, () -> catalogue.read(r -> catalogue.change(c -> null)));
        insert(new Ship("Ada", "Oslo", 5));
    }

    @Test
    void manyConnectionsInsertAtOnceAndLoseNothing() throws Exception {
        int connections = 8;
        int each = 50;
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < connections; thread++) {
                int number = thread;
                all.add(threads.submit(() -> {
                    try (Catalogue own = SqliteCatalogue.open(file, List.of(SHIPS))) {
                        for (int i = 0; i < each; i++) {
                            int tons = i;
                            own.change(c -> c.insert(SHIPS, new Ship(number + "-" + tons, "Port " + number, tons)));
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(connections * each, ships(Query.all()).size());
    }

    @Test
    void manyConnectionsMakeOneCatalogueAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path fresh = folder.resolve("fresh" + round).resolve("catalogue.db");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    int number = thread;
                    all.add(threads.submit(() -> {
                        try (Catalogue own = SqliteCatalogue.open(fresh, List.of(SHIPS))) {
                            own.change(c -> c.insert(SHIPS, new Ship("ship " + number, "Oslo", number)));
                        }
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aFileThatIsNoCatalogueIsReported() throws Exception {
        Path odd = folder.resolve("odd.db");
        Files.writeString(odd, "no catalogue at all, but long enough to have a header ".repeat(50));
        assertEquals(StoreError.STORE_CORRUPT, refused(() -> SqliteCatalogue.open(odd, List.of(SHIPS)).close()));
    }

    private void insert(Ship ship) {
        catalogue.change(change -> change.insert(SHIPS, ship));
    }

    private List<String> ships(Query query) {
        List<String> names = new ArrayList<>();
        for (Stored<Ship> stored : catalogue.read(r -> r.list(SHIPS, query))) {
            names.add(stored.document().name());
        }
        return names;
    }

    private static StoreError refused(Runnable work) {
        return assertThrows(StoreException.class, work::run).kind();
    }
}
