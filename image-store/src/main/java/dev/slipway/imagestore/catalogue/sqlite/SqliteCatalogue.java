package dev.slipway.imagestore.catalogue.sqlite;

import static dev.slipway.host.errors.HostError.INTERRUPTED;

import dev.slipway.host.errors.HostException;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.sqlite.JDBC;

/**
 * The catalogue in one SQLite file, in write-ahead mode: readers and one writer at a time do not wait for each other.
 * A change begins as a writer ({@code BEGIN IMMEDIATE}), so it never finds at its end that it lost a race; and a
 * commit is fsynced ({@code synchronous=FULL}), because a file is deleted for good after the row that allowed it.
 */
public final class SqliteCatalogue implements Catalogue {

    /** SQLite waits this long by itself, deaf to an interrupt; then we look up, and wait again. */
    private static final int BUSY_MILLIS = 1_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    /** Some waits SQLite refuses to do by itself, a change of the journal mode for one. */
    private static final int PAUSE_MILLIS = 10;
    /** Reads nothing, but makes this the moment that a reading transaction sees. */
    private static final String LOOK = "SELECT 1 FROM sqlite_master LIMIT 1";

    private final Connection connection;
    private final Path file;
    /** Both null where nothing is remembered: a command that asks once would pay for it and have nothing of it. */
    private final DocumentMemory documents;
    private AnswerMemory answers;
    private boolean inTransaction;

    private SqliteCatalogue(Connection connection, Path file, DocumentMemory documents) {
        this.connection = connection;
        this.file = file;
        this.documents = documents;
    }

    /**
     * Opens the catalogue, making it and its folder when they are not there, and mends tables that differ from their
     * definitions. Throws STORE_TOO_NEW when a newer Slipway wrote it, STORE_NOT_PERMITTED, STORE_CORRUPT.
     *
     * @param tables all that this process may use; others in the file are left alone
     */
    public static SqliteCatalogue open(Path file, List<Table<?>> tables) {
        return open(file, tables, null);
    }

    /** As {@link #open(Path, List)}, for long: what was read is remembered until it changes. */
    static SqliteCatalogue open(Path file, List<Table<?>> tables, DocumentMemory documents) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw Failures.of(new SQLException(e.getMessage(), null, Failures.CANTOPEN), file);
        }
        SqliteCatalogue catalogue = null;
        try {
            Properties settings = new Properties();
            settings.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
            catalogue = new SqliteCatalogue(JDBC.createConnection(JDBC.PREFIX + file, settings), file, documents);
            new Schema(catalogue, tables).bringUpToDate();
            catalogue.answers = documents == null ? null : new AnswerMemory(catalogue.connection);
            return catalogue;
        } catch (SQLException e) {
            closeAfter(catalogue);
            throw Failures.of(e, file);
        } catch (RuntimeException e) {
            closeAfter(catalogue);
            throw e;
        }
    }

    @Override
    public synchronized <R> R read(Function<Reader, R> work) {
        return transaction("BEGIN", LOOK, work::apply);
    }

    @Override
    public synchronized <R> R change(Function<Change, R> work) {
        return transaction("BEGIN IMMEDIATE", null, work);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e, file);
        }
    }

    Connection connection() {
        return connection;
    }

    Path file() {
        return file;
    }

    private <R> R transaction(String begin, String look, Function<? super SqliteTransaction, R> work) {
        if (inTransaction) {
            throw new IllegalStateException("transactions do not nest");
        }
        inTransaction = true;
        boolean committed = false;
        try {
            patiently(begin);
            if (look != null) {
                patiently(look);
            }
            R result = work.apply(look == null || answers == null
                    ? new SqliteTransaction(connection, file) : remembering());
            patiently("COMMIT");
            committed = true;
            return result;
        } finally {
            inTransaction = false;
            if (look == null && answers != null) {
                answers.forget();
            }
            if (!committed) {
                rollback();
            }
        }
    }

    private SqliteTransaction remembering() {
        try {
            answers.look();
            return new SqliteTransaction(connection, file, documents, answers);
        } catch (SQLException e) {
            throw Failures.of(e, file);
        }
    }

    /** Waits for other processes a second at a time, so that Ctrl-C is heard in between. */
    void patiently(String sql) {
        long start = System.nanoTime();
        while (true) {
            try {
                execute(sql);
                return;
            } catch (SQLException e) {
                if (!Failures.isBusy(e) || System.nanoTime() - start > PATIENCE_NANOS) {
                    throw Failures.of(e, file);
                }
                pause(e);
            }
        }
    }

    private static void pause(SQLException busy) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(INTERRUPTED, "Interrupted while waiting for the catalogue.", busy);
        }
    }

    private void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself after a full disk, or there was no transaction yet to roll back;
            // the failure that brought us here is under way already.
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void closeAfter(SqliteCatalogue catalogue) {
        if (catalogue != null) {
            catalogue.close();
        }
    }
}
