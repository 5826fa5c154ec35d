package dev.slipway.launcher.imds;

import dev.slipway.host.files.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * In which state the files of a catalogue are. Another stamp means that something was written; the same one, that nothing was until
 * a moment before, as file systems count time in steps.
 */
record CatalogueStamp(List<String> files) {

    static CatalogueStamp of(Path catalogue) {
        List<String> files = new ArrayList<>();
        for (Path file : List.of(catalogue, catalogue.resolveSibling(catalogue.getFileName() + "-wal"))) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                files.add(now.size() + " " + now.lastModifiedTime().toInstant() + " " + now.fileKey());
            } catch (NoSuchFileException e) {
                files.add("none");
            } catch (IOException e) {
                throw FileFailure.of(file, "be looked at", e);
            }
        }
        return new CatalogueStamp(files);
    }
}
