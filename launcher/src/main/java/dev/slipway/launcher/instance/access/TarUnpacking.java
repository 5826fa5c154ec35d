package dev.slipway.launcher.instance.access;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a tar archive that a guest made. A guest is no friend: nothing is written outside of the target, through no link of
 * its making (links are made last of all), and what is neither file, folder nor link is left out.
 */
final class TarUnpacking {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final String name;
    private final Path target;
    private final Progress progress;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final Map<Path, Integer> folderModes = new LinkedHashMap<>();
    private long done;

    /**
     * @param name the archive's only entry at the top
     * @param target where that one goes, under whichever name
     */
    TarUnpacking(String name, Path target, Progress progress) {
        this.name = name;
        this.target = target;
        this.progress = progress;
    }

    /** Reads the archive to its end. A file that cannot be written is an error of its own; what is thrown else is the stream's. */
    void readFrom(InputStream source) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(source, StandardCharsets.UTF_8.name());
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
            unpack(tar, entry);
            entry = tar.getNextEntry();
        }
        // tar pads its last record, and would be hurt if nobody read it.
        source.transferTo(OutputStream.nullOutputStream());
        finish();
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path path = place(entry.getName());
        // A link of an earlier copy's making may stand where a folder was.
        if (!path.equals(target) && !folderModes.containsKey(path.getParent())) {
            throw elsewhere(entry.getName(), null);
        }
        if (entry.isDirectory()) {
            makeFolder(path);
            folderModes.put(path, entry.getMode());
        } else if (entry.isSymbolicLink()) {
            links.put(path, entry.getLinkName());
        } else if (entry.isLink()) {
            copyAgain(place(entry.getLinkName()), path);
        } else if (entry.isFile()) {
            content(tar, path);
            mode(path, entry.getMode());
            time(path, entry);
        }
    }

    /** Where an entry goes; one that leads elsewhere is an attack, or a broken tar. */
    private Path place(String entryName) {
        String[] words = entryName.replaceFirst("^(\\./)+", "").split("/+");
        Path path = target;
        for (int i = 0; i < words.length; i++) {
            boolean sound = i == 0 ? words[i].equals(name)
                    : !words[i].isEmpty() && !words[i].equals(".") && !words[i].equals("..");
            if (!sound) {
                throw elsewhere(entryName, null);
            }
            try {
                path = i == 0 ? path : path.resolve(words[i]);
            } catch (InvalidPathException e) {
                throw elsewhere(entryName, e);
            }
        }
        return path;
    }

    private static LauncherException elsewhere(String entryName, Exception cause) {
        return new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The guest sent a file by the name "
                + Quoted.of(entryName) + ", which was not asked for.", null, cause);
    }

    private static void makeFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder);
            }
        } catch (IOException e) {
            throw FileFailure.of(folder, "be made", e);
        }
    }

    private void content(TarArchiveInputStream tar, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = open(file)) {
            int read = tar.read(buffer);
            while (read >= 0) {
                write(out, buffer, read, file);
                done += read;
                progress.at("copying " + file.getFileName(), done, Progress.UNKNOWN);
                read = tar.read(buffer);
            }
        }
    }

    private static OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length, Path file) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
    }

    private static void copyAgain(Path same, Path path) {
        try (OutputStream out = open(path)) {
            Files.copy(same, out);
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        }
    }

    private void finish() {
        links.forEach((path, to) -> {
            try {
                Files.deleteIfExists(path);
                Files.createSymbolicLink(path, Path.of(to));
            } catch (IOException | InvalidPathException e) {
                throw FileFailure.of(path, "be made a link", e instanceof IOException io ? io : new IOException(e));
            }
        });
        // Last, and the innermost first: one that may not be written to would have taken no file.
        Path[] folders = folderModes.keySet().toArray(Path[]::new);
        for (int i = folders.length - 1; i >= 0; i--) {
            mode(folders[i], folderModes.get(folders[i]));
        }
    }

    private static void time(Path path, TarArchiveEntry entry) {
        try {
            Files.setLastModifiedTime(path, FileTime.from(entry.getLastModifiedTime().toInstant()));
        } catch (IOException e) {
            throw FileFailure.of(path, "be dated", e);
        }
    }

    static void mode(Path path, int mode) {
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode >> all.length - 1 - i & 1) == 1) {
                permissions.add(all[i]);
            }
        }
        try {
            if (!Files.isSymbolicLink(path) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(path, permissions);
            }
        } catch (IOException e) {
            throw FileFailure.of(path, "be given its permissions", e);
        }
    }
}
