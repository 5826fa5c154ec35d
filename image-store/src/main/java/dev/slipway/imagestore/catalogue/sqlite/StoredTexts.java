package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.host.thread.Early;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one answer, to be made documents of. Of a long answer a second thread takes half: in a cold process, whose code is
 * not compiled yet, this is what a list of hundreds takes longest for.
 */
final class StoredTexts<T> {

    private static final int LONG = 64;

    private record Row(String text, long version) {
    }

    private final Table<T> table;
    private final List<Row> rows = new ArrayList<>();

    StoredTexts(Table<T> table) {
        this.table = table;
    }

    void add(String text, long version) {
        rows.add(new Row(text, version));
    }

    List<Stored<T>> documents() {
        if (rows.size() < LONG) {
            return documents(0, rows.size());
        }
        int half = rows.size() / 2;
        Early<List<Stored<T>>> second = new Early<>("documents", () -> documents(half, rows.size()));
        second.begin();
        List<Stored<T>> all = documents(0, half);
        all.addAll(second.get());
        return all;
    }

    private List<Stored<T>> documents(int from, int to) {
        List<Stored<T>> documents = new ArrayList<>(rows.size());
        for (Row row : rows.subList(from, to)) {
            documents.add(new Stored<>(Json.read(row.text(), table.type()), row.version()));
        }
        return documents;
    }
}
