package dev.slipway.launcher.fleet.file;

import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.document.Document;
import dev.slipway.launcher.document.DocumentReader;
import dev.slipway.launcher.document.DocumentSchema;
import dev.slipway.launcher.settings.SizeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the file of a fleet. Whatever is wrong with it is INVALID_DOCUMENT, with file and line. */
public final class FleetReader {

    private static final String SCHEMA = "fleet.schema.json";
    private static final String EXAMPLE = "example.yaml";
    private static final long MIB = 1024 * 1024;

    private final FleetWords words;

    /** @param words what words mean on this command line, and what is usual */
    public FleetReader(FleetWords words) {
        this.words = words;
    }

    /** The schema, for editors. */
    public static DocumentSchema schema() {
        return DocumentSchema.beside(FleetReader.class, SCHEMA);
    }

    /** An example with a word on every line. */
    public static String example() {
        try (InputStream stream = FleetReader.class.getResourceAsStream(EXAMPLE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file; the files that it names are looked for beside it. */
    public FleetFile read(Path file) {
        return read(DocumentReader.read(file), file.toAbsolutePath().getParent());
    }

    /** Reads a document; the files that it names are looked for in the folder. */
    public FleetFile read(Document document, Path folder) {
        schema().check(document);
        Place root = new Place(document, "");
        GroupReader reader = new GroupReader(words, folder);
        List<FleetGroup> groups = new ArrayList<>();
        for (String name : root.at("groups").keys()) {
            groups.add(reader.read(name, root.at("groups").at(name)));
        }
        List<FleetGroup> ordered = GroupOrder.of(groups, root.at("groups"));
        for (FleetGroup group : ordered) {
            TemplateNames.check(group, ordered, reader.template(group.name()));
        }
        return new FleetFile(document.name(), root.at("fleet").value(FleetReader::name).orElseThrow(), limits(root.at("limits")),
                root.at("at-once").isThere() ? OptionalInt.of(root.at("at-once").number(1)) : OptionalInt.empty(),
                onFailure(root.at("on-failure")), ordered);
    }

    /** Checks the name of a fleet or a group, which becomes a part of hostnames; throws IllegalArgumentException. */
    static String name(String text) {
        // The rule for regions is the rule for all names here that end up in file names.
        if (!StoreLayout.isName(text)) {
            throw new IllegalArgumentException("'" + text + "' is no name: letters, digits and dashes, beginning with a letter");
        }
        return text;
    }

    private static OnFailure onFailure(Place place) {
        for (OnFailure each : OnFailure.values()) {
            if (place.text().filter(each.word()::equals).isPresent()) {
                return each;
            }
        }
        return OnFailure.ROLL_BACK;
    }

    private static Limits limits(Place place) {
        OptionalLong memory = place.at("memory").value(SizeText::parse)
                .map(bytes -> OptionalLong.of(bytes / MIB)).orElse(OptionalLong.empty());
        return new Limits(memory, place.at("vcpus").isThere()
                ? OptionalInt.of(place.at("vcpus").number(1)) : OptionalInt.empty());
    }
}
