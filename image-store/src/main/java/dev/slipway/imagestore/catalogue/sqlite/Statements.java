package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.imagestore.catalogue.Column;
import dev.slipway.imagestore.catalogue.GlobPattern;
import dev.slipway.imagestore.catalogue.ListColumn;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The SQL for a table. Only the names of tables and columns, which are constants of the code and checked to be plain
 * letters, become part of it; every value is a parameter.
 */
final class Statements {

    private Statements() {
    }

    /** A statement and the values of its parameters, in order. */
    record Sql(String text, List<Object> parameters) {
    }

    static Sql find(Table<?> table, String id) {
        return new Sql("SELECT version, document FROM " + table.name() + " WHERE id = ?", List.of(id));
    }

    static Sql list(Table<?> table, Query query) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT version, document FROM ").append(table.name());
        where(sql, parameters, table, query);
        sql.append(" ORDER BY ");
        if (query.order().isPresent()) {
            sql.append(column(table, query.order().get())).append(query.descending() ? " DESC, " : ", ");
        }
        sql.append("rowid");
        if (query.limit().isPresent()) {
            sql.append(" LIMIT ?");
            parameters.add(query.limit().getAsInt());
        }
        return new Sql(sql.toString(), parameters);
    }

    static Sql values(Table<?> table, String column, Query query) {
        List<Object> parameters = new ArrayList<>();
        String name = column(table, column);
        StringBuilder sql = new StringBuilder("SELECT DISTINCT ").append(name).append(" FROM ").append(table.name());
        where(sql, parameters, table, query);
        sql.append(query.conditions().isEmpty() ? " WHERE " : " AND ").append(name).append(" IS NOT NULL");
        return new Sql(sql.toString(), parameters);
    }

    static Sql count(Table<?> table, Query query) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT count(*) FROM ").append(table.name());
        where(sql, parameters, table, query);
        return new Sql(sql.toString(), parameters);
    }

    static <T> Sql insert(Table<T> table, T document, String json) {
        List<Object> parameters = new ArrayList<>(List.of(table.id().apply(document), 1L, json));
        StringBuilder names = new StringBuilder("id, version, document");
        StringBuilder marks = new StringBuilder("?, ?, ?");
        for (Column<T> column : table.columns()) {
            names.append(", ").append(column.name());
            marks.append(", ?");
            parameters.add(valueOf(column, document));
        }
        return new Sql("INSERT INTO " + table.name() + " (" + names + ") VALUES (" + marks + ")", parameters);
    }

    static <T> Sql update(Table<T> table, T document, String json, long expectedVersion) {
        List<Object> parameters = new ArrayList<>(List.of(json));
        StringBuilder sql = new StringBuilder("UPDATE ").append(table.name())
                .append(" SET version = version + 1, document = ?");
        columns(sql, parameters, table, document);
        sql.append(" WHERE id = ? AND version = ?");
        parameters.add(table.id().apply(document));
        parameters.add(expectedVersion);
        return new Sql(sql.toString(), parameters);
    }

    /** Sets the columns from the document and leaves version and document as they are, for a mended table. */
    static <T> Sql refill(Table<T> table, T document, long row) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("UPDATE ").append(table.name()).append(" SET version = version");
        columns(sql, parameters, table, document);
        parameters.add(row);
        return new Sql(sql.append(" WHERE rowid = ?").toString(), parameters);
    }

    static Sql delete(Table<?> table, String id) {
        return new Sql("DELETE FROM " + table.name() + " WHERE id = ?", List.of(id));
    }

    /** The table that holds the values of list columns, one a row. */
    static String valuesTable(Table<?> table) {
        return table.name() + "_values";
    }

    /** Adds the values of a document's list columns; empty when it has none. */
    static <T> Optional<Sql> insertValues(Table<T> table, T document) {
        List<Object> parameters = new ArrayList<>();
        StringJoiner rows = new StringJoiner(", ");
        for (ListColumn<T> list : table.lists()) {
            for (Object value : list.values().apply(document)) {
                rows.add("(?, ?, ?)");
                parameters.addAll(List.of(list.name(), value.toString(), table.id().apply(document)));
            }
        }
        // The same value twice in one document says no more than once.
        return parameters.isEmpty() ? Optional.empty()
                : Optional.of(new Sql("INSERT OR IGNORE INTO " + valuesTable(table) + " (name, value, id) VALUES " + rows,
                        parameters));
    }

    static Sql deleteValues(Table<?> table, String id) {
        return new Sql("DELETE FROM " + valuesTable(table) + " WHERE id = ?", List.of(id));
    }

    private static <T> void columns(StringBuilder sql, List<Object> parameters, Table<T> table, T document) {
        for (Column<T> column : table.columns()) {
            sql.append(", ").append(column.name()).append(" = ?");
            parameters.add(valueOf(column, document));
        }
    }

    private static void where(StringBuilder sql, List<Object> parameters, Table<?> table, Query query) {
        String word = " WHERE ";
        for (Query.Condition condition : query.conditions()) {
            sql.append(word);
            word = " AND ";
            condition(sql, parameters, table, condition, "");
        }
    }

    /** The sign is one plus, which changes no text and keeps SQLite from looking for the column's index, or nothing. */
    private static void condition(
            StringBuilder sql, List<Object> parameters, Table<?> table, Query.Condition condition, String sign) {
        if (listColumn(condition, table)) {
            valuesCondition(sql, parameters, table, condition, sign);
        } else if (condition instanceof Query.AnyOf any) {
            anyOf(sql, parameters, sign + column(table, any.column()), any.values());
        } else if (condition instanceof Query.NotEqual not) {
            sql.append(column(table, not.column())).append(" IS NOT ?");
            parameters.add(not.value());
        } else if (condition instanceof Query.Matches matches) {
            matches(sql, parameters, sign + column(table, matches.column()), matches.patterns());
        } else if (condition instanceof Query.Usually usually) {
            condition(sql, parameters, table, usually.condition(), "+");
        } else if (condition instanceof Query.After after) {
            after(sql, parameters, table, after);
        } else if (condition instanceof Query.Either either) {
            // Begins with what is never true, so that no condition at all is never true either.
            sql.append("(0");
            for (Query.Condition one : either.conditions()) {
                condition(sql.append(" OR "), parameters, table, one, sign);
            }
            sql.append(')');
        }
    }

    private static boolean listColumn(Query.Condition condition, Table<?> table) {
        return condition instanceof Query.AnyOf any && table.isList(any.column())
                || condition instanceof Query.Matches matches && table.isList(matches.column())
                || condition instanceof Query.NotEqual not && table.isList(not.column());
    }

    /** The documents one of whose values fits; with {@code NotEqual}, those none of whose values is the one. */
    private static void valuesCondition(
            StringBuilder sql, List<Object> parameters, Table<?> table, Query.Condition condition, String sign) {
        boolean not = condition instanceof Query.NotEqual;
        sql.append(sign).append(not ? "id NOT IN (" : "id IN (").append("SELECT id FROM ").append(valuesTable(table))
                .append(" WHERE name = ? AND ");
        if (condition instanceof Query.AnyOf any) {
            parameters.add(any.column());
            anyOf(sql, parameters, "value", any.values());
        } else if (condition instanceof Query.Matches matches) {
            parameters.add(matches.column());
            matches(sql, parameters, "value", matches.patterns());
        } else if (condition instanceof Query.NotEqual notEqual) {
            parameters.add(notEqual.column());
            anyOf(sql, parameters, "value", List.of(notEqual.value()));
        }
        sql.append(')');
    }

    private static void after(StringBuilder sql, List<Object> parameters, Table<?> table, Query.After after) {
        sql.append('(').append(column(table, after.column()))
                .append(", rowid) > (?, coalesce((SELECT rowid FROM ").append(table.name()).append(" WHERE id = ?), 0))");
        parameters.add(after.key());
        parameters.add(after.id());
    }

    private static void anyOf(StringBuilder sql, List<Object> parameters, String column, List<String> values) {
        StringJoiner marks = new StringJoiner(", ", column + " IN (", ")");
        for (String value : values) {
            marks.add("?");
            parameters.add(value);
        }
        sql.append(marks);
    }

    private static void matches(StringBuilder sql, List<Object> parameters, String column, List<String> patterns) {
        StringJoiner tests = new StringJoiner(" OR ", "(", ")").setEmptyValue("0");
        for (String pattern : patterns) {
            // Equality where there is nothing to match, because an index serves it.
            boolean glob = GlobPattern.isPattern(pattern);
            tests.add(column + (glob ? " GLOB ?" : " = ?"));
            parameters.add(glob ? GlobPattern.toSqlGlob(pattern) : pattern);
        }
        sql.append(tests);
    }

    private static String column(Table<?> table, String name) {
        return name.equals("id") ? "id" : table.columns().get(table.indexOf(name)).name();
    }

    private static <T> Object valueOf(Column<T> column, T document) {
        Object value = column.value().apply(document);
        return value == null ? null : switch (column.type()) {
            case TEXT, WORD -> value.toString();
            case NUMBER -> ((Number) value).longValue();
        };
    }
}
