package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.imagestore.catalogue.Column;
import dev.slipway.imagestore.catalogue.ListColumn;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the tables of a catalogue to their definitions. {@code PRAGMA user_version} holds a fingerprint of all
 * definitions of the last process that mended the file: a process of the same build reads that one number and is done.
 * Otherwise the table {@code slipway_tables} says what each table was made from.
 */
final class Schema {

    private static final String LEDGER =
            "CREATE TABLE IF NOT EXISTS slipway_tables"
                    + " (name TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, definition TEXT NOT NULL)";

    private final SqliteCatalogue catalogue;
    private final Connection connection;
    private final List<Table<?>> tables;

    Schema(SqliteCatalogue catalogue, List<Table<?>> tables) {
        this.catalogue = catalogue;
        this.connection = catalogue.connection();
        this.tables = tables;
    }

    void bringUpToDate() throws SQLException {
        StringBuilder definitions = new StringBuilder();
        for (Table<?> table : tables) {
            definitions.append(definition(table)).append('\n');
        }
        int fingerprint = definitions.toString().hashCode();
        int found = number("PRAGMA user_version");
        if (found == fingerprint) {
            return;
        }
        if (found == 0) {
            // Kept in the file's header, so said once. Outside of a transaction, as SQLite wants it.
            catalogue.patiently("PRAGMA journal_mode = WAL");
        }
        catalogue.change(change -> mend(fingerprint));
    }

    private Void mend(int fingerprint) {
        try {
            catalogue.execute(LEDGER);
            boolean changed = false;
            for (Table<?> table : tables) {
                changed |= mend(table);
            }
            // A process that knows fewer tables than the file has changes nothing, and so leaves the number to those
            // that know them all.
            if (changed) {
                catalogue.execute("PRAGMA user_version = " + fingerprint);
            }
            return null;
        } catch (SQLException e) {
            throw Failures.of(e, catalogue.file());
        }
    }

    private <T> boolean mend(Table<T> table) throws SQLException {
        String definition = definition(table);
        try (PreparedStatement known = connection.prepareStatement(
                "SELECT version, definition FROM slipway_tables WHERE name = ?")) {
            known.setString(1, table.name());
            try (ResultSet row = known.executeQuery()) {
                if (row.next()) {
                    if (row.getInt(1) > table.version()) {
                        throw new StoreException(StoreError.STORE_TOO_NEW,
                                "The catalogue " + catalogue.file() + " was written by a newer Slipway.",
                                "Use that version, or another SLIPWAY_HOME.");
                    }
                    if (row.getString(2).equals(definition)) {
                        return false;
                    }
                }
            }
        }
        catalogue.execute("CREATE TABLE IF NOT EXISTS " + table.name()
                + " (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL)");
        addColumns(table);
        refill(table);
        addIndexes(table);
        try (PreparedStatement remember = connection.prepareStatement(
                "INSERT OR REPLACE INTO slipway_tables (name, version, definition) VALUES (?, ?, ?)")) {
            remember.setString(1, table.name());
            remember.setInt(2, table.version());
            remember.setString(3, definition);
            remember.executeUpdate();
        }
        return true;
    }

    private void addColumns(Table<?> table) throws SQLException {
        Set<String> present = new HashSet<>(strings("SELECT name FROM pragma_table_info(?)", table.name()));
        for (Column<?> column : table.columns()) {
            if (!present.contains(column.name())) {
                catalogue.execute("ALTER TABLE " + table.name() + " ADD COLUMN " + column.name() + " "
                        + switch (column.type()) {
                            case TEXT, WORD -> "TEXT";
                            case NUMBER -> "INTEGER";
                        });
            }
        }
    }

    /** Columns are derived from the documents, so those of an older definition are simply taken again. */
    private <T> void refill(Table<T> table) throws SQLException {
        // Indexes of ours only: those of the primary key have no SQL of their own.
        for (String index : strings(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?",
                table.name())) {
            catalogue.execute("DROP INDEX " + index);
        }
        record Row(long row, String document) { }
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement all = connection.prepareStatement("SELECT rowid, document FROM " + table.name());
                ResultSet found = all.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(found.getLong(1), found.getString(2)));
            }
        }
        renewValues(table);
        for (Row row : rows) {
            T document = Json.read(row.document(), table.type());
            execute(Statements.refill(table, document, row.row()));
            Optional<Statements.Sql> values = Statements.insertValues(table, document);
            if (values.isPresent()) {
                execute(values.get());
            }
        }
    }

    /** Like columns, values are derived from the documents. */
    private void renewValues(Table<?> table) throws SQLException {
        String values = Statements.valuesTable(table);
        catalogue.execute("DROP TABLE IF EXISTS " + values);
        if (!table.lists().isEmpty()) {
            catalogue.execute("CREATE TABLE " + values + " (name TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL,"
                    + " PRIMARY KEY (name, value, id)) WITHOUT ROWID");
            catalogue.execute("CREATE INDEX " + values + "_by_id ON " + values + " (id)");
        }
    }

    private void execute(Statements.Sql sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            for (int i = 0; i < sql.parameters().size(); i++) {
                statement.setObject(i + 1, sql.parameters().get(i));
            }
            statement.executeUpdate();
        }
    }

    private void addIndexes(Table<?> table) throws SQLException {
        for (Column<?> column : table.columns()) {
            if (column.type() != Column.Type.WORD) {
                catalogue.execute("CREATE INDEX " + table.name() + "_by_" + column.name()
                        + " ON " + table.name() + " (" + column.name() + ")");
            }
        }
        for (List<String> unique : table.uniques()) {
            catalogue.execute("CREATE UNIQUE INDEX " + table.name() + "_one_" + String.join("_", unique)
                    + " ON " + table.name() + " (" + String.join(", ", unique) + ")");
        }
    }

    private int number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private List<String> strings(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** All that decides how a table is made; written into the catalogue, so that a difference is seen. */
    private static String definition(Table<?> table) {
        StringBuilder text = new StringBuilder(table.name()).append(" v").append(table.version());
        for (Column<?> column : table.columns()) {
            text.append(' ').append(column.name()).append(':').append(column.type());
        }
        for (ListColumn<?> list : table.lists()) {
            text.append(' ').append(list.name()).append(":LIST");
        }
        for (List<String> unique : table.uniques()) {
            text.append(' ').append(unique);
        }
        return text.toString();
    }
}
