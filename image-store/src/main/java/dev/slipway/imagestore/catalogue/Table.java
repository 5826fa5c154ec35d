package dev.slipway.imagestore.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The definition of one kind of document: where it is kept, which record it is, and what of it can be searched or must
 * be unique. The catalogue makes its tables from these definitions and mends those that differ.
 *
 * @param name the table's name
 * @param type the record; it is written as JSON
 * @param version raised by one with every change of the columns, the unique sets, or the meaning of a document; a
 *     catalogue with a higher version of a table was written by a newer Slipway and is refused
 * @param id takes a document's id
 * @param columns what can be searched
 * @param lists what can be searched and has several values in one document, such as its tags
 * @param uniques sets of columns whose combination is unique; a null in any of them makes a document exempt
 */
public record Table<T>(
        String name,
        Class<T> type,
        int version,
        Function<? super T, String> id,
        List<Column<T>> columns,
        List<ListColumn<T>> lists,
        List<List<String>> uniques) {

    public Table {
        checkName(name);
        requireNonNull(type, "type");
        requireNonNull(id, "id");
        columns = List.copyOf(columns);
        lists = List.copyOf(lists);
        uniques = List.copyOf(uniques);
        for (List<String> unique : uniques) {
            for (String column : unique) {
                if (indexOf(columns, column) < 0) {
                    throw new IllegalArgumentException(name + " has no column " + column);
                }
            }
        }
    }

    /** A definition without columns, to be added to. */
    public static <T> Table<T> of(String name, Class<T> type, int version, Function<? super T, String> id) {
        return new Table<>(name, type, version, id, List.of(), List.of(), List.of());
    }

    /** Adds a column that compares as text; values are taken by {@code toString}. */
    public Table<T> text(String column, Function<? super T, ?> value) {
        return with(new Column<>(column, Column.Type.TEXT, value));
    }

    /** Adds a column that compares as text and has few different values in all documents together. */
    public Table<T> word(String column, Function<? super T, ?> value) {
        return with(new Column<>(column, Column.Type.WORD, value));
    }

    /** Adds a column that compares as a number. */
    public Table<T> number(String column, Function<? super T, ? extends Number> value) {
        return with(new Column<>(column, Column.Type.NUMBER, value));
    }

    /** Adds a column of which a document has any number of values; a condition holds when it does for one of them. */
    public Table<T> list(String column, Function<? super T, ? extends List<?>> values) {
        List<ListColumn<T>> more = new ArrayList<>(lists);
        more.add(new ListColumn<>(column, values));
        return new Table<>(name, type, version, id, columns, more, uniques);
    }

    /** Demands that no two documents agree in all of these columns, which are added first. */
    public Table<T> unique(String... names) {
        List<List<String>> more = new ArrayList<>(uniques);
        more.add(List.of(names));
        return new Table<>(name, type, version, id, columns, lists, more);
    }

    /** Whether a column has several values in one document. */
    public boolean isList(String column) {
        for (ListColumn<T> list : lists) {
            if (list.name().equals(column)) {
                return true;
            }
        }
        return false;
    }

    /** The place of a column among the columns; a name that is none of them is a defect of the caller. */
    public int indexOf(String column) {
        int index = indexOf(columns, column);
        if (index < 0) {
            throw new IllegalArgumentException(name + " has no column " + column);
        }
        return index;
    }

    private Table<T> with(Column<T> column) {
        List<Column<T>> more = new ArrayList<>(columns);
        more.add(column);
        return new Table<>(name, type, version, id, more, lists, uniques);
    }

    private static <T> int indexOf(List<Column<T>> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Names become part of SQL text, so they are lower-case letters and underscores and nothing else. */
    static void checkName(String name) {
        boolean sound = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            sound &= c >= 'a' && c <= 'z' || c == '_';
        }
        if (!sound) {
            throw new IllegalArgumentException("not a name for a table or column: " + name);
        }
    }
}
