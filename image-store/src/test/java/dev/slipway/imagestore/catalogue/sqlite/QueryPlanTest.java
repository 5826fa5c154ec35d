package dev.slipway.imagestore.catalogue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.tag.Tag;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite reads what a search selects, and not the whole table. */
class QueryPlanTest {

    private static final Query VISIBLE = Query.all().whereNot("state", ImageState.DEREGISTERED).and(new Query.Either(
            List.of(new Query.AnyOf("owner", List.of("000000001000")),
                    new Query.AnyOf("executable_by", List.of("000000001000")),
                    new Query.AnyOf("visibility", List.of("public")))));

    @TempDir
    private Path folder;

    @Test
    void aSearchUsesTheIndexOfWhatSelectsMost() throws SQLException {
        Query named = VISIBLE.where("type", "machine").matching("name", List.of("web-*"));
        assertUses("images_by_name (name>? AND name<?)", named.orderBy("created"));
        assertUses("images_by_name (name>? AND name<?)", named.usually("owner", "000000001000").orderBy("created"));
        assertUses("images_values USING PRIMARY KEY (name=? AND value>? AND value<?)",
                VISIBLE.matching("tag", List.of(Tag.pattern("env", "pro*"))).orderBy("created"));
        assertUses("images_by_created (created>?)",
                VISIBLE.and(new Query.After("created", 5, "ami-x")).orderBy("created").limit(10));
        assertUses("images_one_owner_taken_name (owner=? AND taken_name=?)",
                Query.all().where("owner", "000000001000").where("taken_name", "web"));
    }

    private void assertUses(String index, Query query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (SqliteCatalogue catalogue = SqliteCatalogue.open(folder.resolve("catalogue.db"), List.of(Image.TABLE))) {
            Statements.Sql sql = Statements.list(Image.TABLE, query);
            try (PreparedStatement explain =
                    catalogue.connection().prepareStatement("EXPLAIN QUERY PLAN " + sql.text())) {
                for (int i = 0; i < sql.parameters().size(); i++) {
                    explain.setObject(i + 1, sql.parameters().get(i));
                }
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString("detail")).append('\n');
                    }
                }
            }
            assertEquals(0, catalogue.read(reader -> reader.list(Image.TABLE, query)).size());
        }
        assertTrue(plan.toString().contains(index), plan.toString());
    }
}
