package dev.slipway.launcher.fleet.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the templates of user data, in a fleet file or beside it. */
final class TemplateReader {

    private final Path folder;

    TemplateReader(Path folder) {
        this.folder = folder;
    }

    Optional<GroupTemplate> read(Place group) {
        Place inline = group.at("user-data");
        Place beside = group.at("user-data-file");
        if (inline.isThere() && beside.isThere()) {
            throw beside.invalid("'user-data' and 'user-data-file' are two words for one thing", "Leave one of them out.");
        }
        if (beside.isThere()) {
            return beside.value(folder::resolve).map(file -> read(beside, file));
        }
        // A text of several lines begins on the line below its key, as YAML's | has it.
        return inline.text().map(text -> new GroupTemplate(text, inline.document().name(),
                inline.document().line(inline.pointer()) + (text.contains("\n") ? 1 : 0)));
    }

    private static GroupTemplate read(Place place, Path file) {
        try {
            return new GroupTemplate(Files.readString(file, StandardCharsets.UTF_8), file.toString(), 1);
        } catch (NoSuchFileException e) {
            throw place.invalid("the file " + file + " does not exist", null);
        } catch (CharacterCodingException e) {
            throw place.invalid("the file " + file + " is no text in UTF-8", null);
        } catch (IOException e) {
            throw place.invalid("the file " + file + " cannot be read: " + e.getMessage(), null);
        }
    }
}
