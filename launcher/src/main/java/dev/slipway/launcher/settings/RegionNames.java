package dev.slipway.launcher.settings;

import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/** The regions there are: each has a folder, and the one being worked in exists before its folder does. */
public final class RegionNames {

    private RegionNames() {
    }

    /** Their names in the order of the alphabet. */
    public static Collection<String> of(Settings settings) throws IOException {
        Collection<String> names = new TreeSet<>();
        names.add(settings.region());
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(settings.layout().regionFolder().getParent())) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                if (StoreLayout.isName(name) && Files.isDirectory(folder)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing has been stored yet.
            return names;
        }
        return names;
    }
}
