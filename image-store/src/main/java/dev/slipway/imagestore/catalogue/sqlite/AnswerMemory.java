package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.imagestore.catalogue.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one connection was answered since the catalogue last changed. {@code PRAGMA data_version}, asked within the transaction
 * that reads, tells whether any other connection, of this process or another, has committed since
 * (<a href="https://sqlite.org/pragma.html#pragma_data_version">data_version</a>); what this connection itself changes,
 * {@link #forget} is told of. So an answer is remembered exactly as long as SQLite would give the same one.
 */
final class AnswerMemory {

    private static final int MOST_ANSWERS = 256;
    /** In all answers together; the documents themselves are shared. */
    private static final int MOST_DOCUMENTS = 50_000;

    private record Question(String table, Statements.Sql sql) {
    }

    private final PreparedStatement version;
    private final Map<Question, List<?>> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long seen = -1;
    private int documents;

    AnswerMemory(Connection connection) throws SQLException {
        this.version = connection.prepareStatement("PRAGMA data_version");
    }

    /** To be called at the begin of a reading transaction. */
    void look() throws SQLException {
        try (ResultSet row = version.executeQuery()) {
            row.next();
            long now = row.getLong(1);
            if (now != seen) {
                forget();
                seen = now;
            }
        }
    }

    /** This connection has changed something, or has tried to. */
    void forget() {
        answers.clear();
        documents = 0;
    }

    /** The answer as it was, or as it is found now; a list of the caller's own. */
    @SuppressWarnings("unchecked")
    <T> List<Stored<T>> answer(String table, Statements.Sql sql, Supplier<List<Stored<T>>> find) {
        Question question = new Question(table, sql);
        // Only documents of the one table are answers to a question about it.
        List<Stored<T>> known = (List<Stored<T>>) answers.get(question);
        if (known == null) {
            known = find.get();
            remember(question, known);
        }
        return new ArrayList<>(known);
    }

    private void remember(Question question, List<?> found) {
        if (found.size() > MOST_DOCUMENTS / 2) {
            return;
        }
        answers.put(question, found);
        documents += found.size();
        Iterator<List<?>> oldest = answers.values().iterator();
        while ((documents > MOST_DOCUMENTS || answers.size() > MOST_ANSWERS) && oldest.hasNext()) {
            documents -= oldest.next().size();
            oldest.remove();
        }
    }
}
