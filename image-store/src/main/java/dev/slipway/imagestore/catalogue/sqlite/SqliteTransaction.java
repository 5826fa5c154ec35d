package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.json.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is done between the begin and the end of one transaction. */
final class SqliteTransaction implements Change {

    private final Connection connection;
    private final Path file;
    private final DocumentMemory memory;
    private final AnswerMemory answers;

    /** One that remembers nothing. */
    SqliteTransaction(Connection connection, Path file) {
        this(connection, file, null, null);
    }

    /** One that only reads, and may answer by what is remembered; both are null or neither is. */
    SqliteTransaction(Connection connection, Path file, DocumentMemory memory, AnswerMemory answers) {
        this.connection = connection;
        this.file = file;
        this.memory = memory;
        this.answers = answers;
    }

    @Override
    public <T> Optional<Stored<T>> find(Table<T> table, String id) {
        List<Stored<T>> found = documents(table, Statements.find(table, id));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    @Override
    public <T> List<Stored<T>> list(Table<T> table, Query query) {
        return documents(table, Statements.list(table, query));
    }

    @Override
    public Set<String> values(Table<?> table, String column, Query query) {
        try (PreparedStatement statement = prepare(Statements.values(table, column, query));
                ResultSet rows = statement.executeQuery()) {
            Set<String> values = new HashSet<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw Failures.of(e, file);
        }
    }

    @Override
    public long count(Table<?> table, Query query) {
        try (PreparedStatement statement = prepare(Statements.count(table, query));
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw Failures.of(e, file);
        }
    }

    @Override
    public <T> Stored<T> insert(Table<T> table, T document) {
        execute(Statements.insert(table, document, Json.write(document)));
        Statements.insertValues(table, document).ifPresent(this::execute);
        return new Stored<>(document, 1);
    }

    @Override
    public <T> Stored<T> update(Table<T> table, T document, long expectedVersion) {
        if (execute(Statements.update(table, document, Json.write(document), expectedVersion)) == 0) {
            String id = table.id().apply(document);
            throw find(table, id).isEmpty()
                    ? new StoreException(StoreError.RECORD_NOT_FOUND, "There is no '" + id + "' any more.")
                    : new StoreException(StoreError.CONCURRENT_CHANGE,
                            "Another process changed '" + id + "' at the same moment.", "Try again.");
        }
        forgetValues(table, table.id().apply(document));
        Statements.insertValues(table, document).ifPresent(this::execute);
        return new Stored<>(document, expectedVersion + 1);
    }

    @Override
    public boolean delete(Table<?> table, String id) {
        forgetValues(table, id);
        return execute(Statements.delete(table, id)) > 0;
    }

    private void forgetValues(Table<?> table, String id) {
        if (!table.lists().isEmpty()) {
            execute(Statements.deleteValues(table, id));
        }
    }

    private <T> List<Stored<T>> documents(Table<T> table, Statements.Sql sql) {
        return answers == null ? found(table, sql) : answers.answer(table.name(), sql, () -> found(table, sql));
    }

    private <T> List<Stored<T>> found(Table<T> table, Statements.Sql sql) {
        try (PreparedStatement statement = prepare(sql); ResultSet rows = statement.executeQuery()) {
            if (memory != null) {
                return remembered(table, rows);
            }
            StoredTexts<T> found = new StoredTexts<>(table);
            while (rows.next()) {
                found.add(rows.getString(2), rows.getLong(1));
            }
            return found.documents();
        } catch (SQLException e) {
            throw Failures.of(e, file);
        }
    }

    private <T> List<Stored<T>> remembered(Table<T> table, ResultSet rows) throws SQLException {
        List<Stored<T>> found = new ArrayList<>();
        while (rows.next()) {
            found.add(new Stored<>(memory.read(table, rows.getString(2)), rows.getLong(1)));
        }
        return found;
    }

    private int execute(Statements.Sql sql) {
        try (PreparedStatement statement = prepare(sql)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw Failures.of(e, file);
        }
    }

    private PreparedStatement prepare(Statements.Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        for (int i = 0; i < sql.parameters().size(); i++) {
            statement.setObject(i + 1, sql.parameters().get(i));
        }
        return statement;
    }
}
