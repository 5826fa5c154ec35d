package dev.slipway.imagestore.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Table;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A table whose documents are written beside as well, and what each of them cannot be without: by this a store is
 * checked, and a lost catalogue is rebuilt.
 *
 * @param table the table
 * @param folder where the records lie
 * @param fileName the record's name in a folder of the document's own; empty for {@code ID.json} in {@code folder} itself
 * @param isLate whether the record is written after the commit, and so may be a change behind
 * @param kept which documents have a record
 * @param written a document as its record has it
 * @param files the files a document cannot be without
 * @param references the ids of other documents that it cannot be without
 * @param restored told when a document was restored from its record, in the transaction that does so
 */
public record Recorded<T>(
        Table<T> table,
        Path folder,
        Optional<String> fileName,
        boolean isLate,
        Predicate<T> kept,
        UnaryOperator<T> written,
        Function<T, List<Path>> files,
        Function<T, List<String>> references,
        BiConsumer<Change, T> restored) {

    private static final String SUFFIX = ".json";

    public Recorded {
        requireNonNull(table, "table");
        requireNonNull(folder, "folder");
    }

    /** Documents with a record {@code ID.json} in this folder, which need nothing else. */
    public static <T> Recorded<T> in(Path folder, Table<T> table) {
        return new Recorded<>(table, folder, Optional.empty(), false, document -> true, document -> document,
                document -> List.of(), document -> List.of(), (change, document) -> { });
    }

    /** Documents with folders of their own below this one, in which their record has this name. */
    public static <T> Recorded<T> eachIn(Path folder, String fileName, Table<T> table) {
        return new Recorded<>(table, folder, Optional.of(fileName), false, document -> true, document -> document,
                document -> List.of(), document -> List.of(), (change, document) -> { });
    }

    /** The same, with a record that {@link RecordingCatalogue} writes. */
    public Recorded<T> late() {
        return new Recorded<>(table, folder, fileName, true, kept, written, files, references, restored);
    }

    /** The same, with a record for some documents only. */
    public Recorded<T> keptWhen(Predicate<T> condition) {
        return new Recorded<>(table, folder, fileName, isLate, condition, written, files, references, restored);
    }

    /** The same, with a record that does not say everything. */
    public Recorded<T> writtenAs(UnaryOperator<T> form) {
        return new Recorded<>(table, folder, fileName, isLate, kept, form, files, references, restored);
    }

    /** The same, of documents that cannot be without these files. */
    public Recorded<T> withFiles(Function<T, List<Path>> needed) {
        return new Recorded<>(table, folder, fileName, isLate, kept, written, needed, references, restored);
    }

    /** The same, of documents that cannot be without these others. */
    public Recorded<T> withReferences(Function<T, List<String>> needed) {
        return new Recorded<>(table, folder, fileName, isLate, kept, written, files, needed, restored);
    }

    /** The same, with something that follows from a document and is restored with it. */
    public Recorded<T> alsoRestoring(BiConsumer<Change, T> more) {
        return new Recorded<>(table, folder, fileName, isLate, kept, written, files, references, more);
    }

    /** Where the record of a document lies. */
    public Path file(String id) {
        return fileName.isPresent() ? folder.resolve(id).resolve(fileName.get()) : folder.resolve(id + SUFFIX);
    }

    /** What lies where records lie, by the id it would have; a name that is no id's stands for itself. */
    public Map<String, Path> onDisk() {
        Map<String, Path> found = new LinkedHashMap<>();
        // A store may be older than this kind of record.
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean record = fileName.isEmpty() && name.endsWith(SUFFIX);
                found.put(record ? name.substring(0, name.length() - SUFFIX.length()) : name, entry);
            }
            return found;
        } catch (IOException e) {
            throw FolderFailure.of(folder, e);
        }
    }
}
