package dev.slipway.launcher.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.imagestore.filter.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {

    @Test
    void filtersAreReadInEveryForm() {
        Filter filter = new Filter("name", List.of("web-*", "db"));
        assertEquals(List.of(filter), FilterText.read("name=web-*,db"));
        assertEquals(List.of(filter), FilterText.read("Name=name,Values=web-*,db"));
        assertEquals(List.of(filter), FilterText.read("{\"Name\": \"name\", \"Values\": [\"web-*\", \"db\"]}"));
        assertEquals(List.of(filter, filter), FilterText.read(
                "[{\"Name\": \"name\", \"Values\": [\"web-*\", \"db\"]}, {\"Name\": \"name\", \"Values\": [\"web-*\", \"db\"]}]"));
        assertEquals(List.of(new Filter("tag:a", List.of("b=c"))), FilterText.read("tag:a=b=c"));
        assertEquals(List.of(new Filter("tag:a", List.of(""))), FilterText.read("tag:a="));
    }

    @Test
    void commasCanBelongToAValue() {
        assertEquals(List.of(new Filter("description", List.of("a,b", "c"))), FilterText.read("description=a\\,b,c"));
        assertEquals(List.of(new Filter("description", List.of("a,b", "c"))), FilterText.read("description=\"a,b\",c"));
        assertEquals(List.of(new Filter("description", List.of("it's", "\\*\\\\"))),
                FilterText.read("Name=description,Values=it's,\\*\\\\"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "=x", "Name=name", "Name=name,Value=x", "{", "[1]", "{\"Name\":\"x\"}",
        "{\"Name\":\"x\",\"Values\":\"y\"}"})
    void whatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> FilterText.read(text));
    }
}
