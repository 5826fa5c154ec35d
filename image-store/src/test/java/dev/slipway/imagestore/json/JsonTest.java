package dev.slipway.imagestore.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    enum Colour {
        DARK_RED("dark-red");

        private final String word;

        Colour(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    record Id(String value) {
        Id {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("an id is not empty");
            }
        }
    }

    record All(
            Id id, int count, Long big, double share, boolean isOpen, Colour colour, Instant at, Optional<Id> other,
            List<Id> ids, Map<String, List<Integer>> table, Optional<String> text, Wrapped wrapped) {
    }

    /** Written as a pair, though it holds one text. */
    public record Wrapped(String both, String unused) implements WrittenAs<Wrapped.Pair> {

        public record Pair(String left, String right) {
        }

        @Override
        public Pair form() {
            return new Pair(both.substring(0, 1), both.substring(1));
        }

        public static Wrapped of(Pair pair) {
            return new Wrapped(pair.left() + pair.right(), "");
        }
    }

    private static final All FULL = new All(new Id("a"), -1, 1L << 40, 0.5, true, Colour.DARK_RED,
            Instant.parse("2026-01-31T12:34:56.789Z"), Optional.of(new Id("b\"\n\u0000€😀")), List.of(new Id("c"), new Id("d")),
            Map.of("k", List.of(1, 2)), Optional.of(""), new Wrapped("xyz", ""));

    @Test
    void everyKindOfComponentHasItsForm() {
        assertEquals("""
                {"Id":"a","Count":-1,"Big":1099511627776,"Share":0.5,"Open":true,"Colour":"dark-red",\
                "At":"2026-01-31T12:34:56.789Z","Other":"b\\"\\n\\u0000€😀","Ids":["c","d"],"Table":{"k":[1,2]},"Text":"",\
                "Wrapped":{"Left":"x","Right":"yz"}}""", Json.write(FULL));
        assertEquals(FULL, Json.read(Json.write(FULL), All.class));
    }

    @Test
    void whatIsMissingOrNullIsEmpty() {
        All empty = new All(new Id("a"), 0, null, 0, false, null, null, Optional.empty(), List.of(), Map.of(),
                Optional.empty(), null);
        assertEquals(empty, Json.read("{\"Id\":\"a\"}", All.class));
        assertEquals(empty, Json.read("{\"Text\":null,\"Ids\":null,\"Id\":\"a\",\"Count\":null}", All.class));
        assertEquals("{\"Id\":\"a\",\"Count\":0,\"Share\":0.0,\"Open\":false}", Json.write(empty));
    }

    @Test
    void whatIsUnknownIsSkipped() {
        assertEquals(Json.read("{\"Id\":\"a\"}", All.class),
                Json.read("{\"New\":{\"Id\":[1,{}]},\"Id\":\"a\",\"Newer\":[[]]}", All.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"Id\":7.5,\"Ids\":{}}", "{\"Id\":\"\"}", "{\"Id\":\"a\",\"Count\":\"x\"}",
        "{\"Id\":\"a\",\"At\":\"yesterday\"}", "{\"Id\":\"a\",\"Colour\":\"blue\"}", "{\"Id\":[\"a\"]}",
        "{\"Id\":\"a\",\"Count\":99999999999}", "{\"Id\":\"a\",\"Ids\":[null]}"})
    void whatCannotBeReadIsReported(String text) {
        assertEquals(StoreError.STORE_CORRUPT,
                assertThrows(StoreException.class, () -> Json.read(text, All.class)).kind());
    }

    record Odd(URI uri, int other) {
    }

    @Test
    void aRecordWithoutAFormIsADefect() {
        assertThrows(IllegalArgumentException.class, () -> Json.write(new Odd(URI.create("x:y"), 1)));
    }
}
