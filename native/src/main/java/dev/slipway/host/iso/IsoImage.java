package dev.slipway.host.iso;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.process.Program;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.undo.Rollback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ISO 9660 image with Rock Ridge and Joliet names, which every guest can read: the carrier of NoCloud seeds.
 *
 * <p>Codes: NO_SPACE, FILE_FAILED, and {@link Subprocess}'s own.
 *
 * @see <a href="https://cloudinit.readthedocs.io/en/latest/reference/datasources/nocloud.html">NoCloud</a>
 */
public final class IsoImage {

    /** They understand the same options; the first is what scripts/setup installs. */
    private static final List<String> PROGRAMS = List.of("genisoimage", "xorrisofs", "mkisofs");
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int LONGEST_VOLUME_ID = 32;
    private static final int LONGEST_NAME = 64;

    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    private IsoImage() {
    }

    /**
     * Makes the image, replacing one that is there at one stroke. Only its owner may read it: seeds hold secrets (libvirt
     * hands it to QEMU's user when a guest starts). Not fsynced: it can be made again.
     *
     * @param volumeId the label guests find it by, up to 32 letters, digits, dashes, dots and underscores
     * @param files content by file name, in one flat folder; names as strict as the label, up to 64 characters
     */
    public static void make(Path target, String volumeId, Map<String, byte[]> files) {
        requirePlain(volumeId, LONGEST_VOLUME_ID);
        Path work = target.toAbsolutePath().resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".tmp");
        try (Rollback cleaning = new Rollback()) {
            Files.createDirectory(work, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
            cleaning.onFailure(() -> DurableFiles.delete(work));
            Path content = Files.createDirectory(work.resolve("content"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                requirePlain(file.getKey(), LONGEST_NAME);
                Files.write(content.resolve(file.getKey()), file.getValue());
            }
            Path made = work.resolve("image.iso");
            String program = program();
            Subprocess.Output output = Subprocess.of(List.of(program, "-quiet", "-input-charset", "utf-8",
                    "-V", volumeId, "-J", "-r", "-o", made.toString(), content.toString()), DEADLINE).runToAnyExit();
            if (output.exit() != 0) {
                throw FileFailure.byProgram(program, target, output);
            }
            Files.setPosixFilePermissions(made, OWNER_ONLY_FILE);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileFailure.of(target, "be written", e);
        }
    }

    private static String program() {
        for (String name : PROGRAMS) {
            if (Program.find(name).isPresent()) {
                return name;
            }
        }
        // Running it says that it is missing.
        return PROGRAMS.get(0);
    }

    /** What may stand for a name in every one of the image's three name spaces, and be no path and no option. */
    private static void requirePlain(String name, int longest) {
        boolean plain = !name.isEmpty() && name.length() <= longest && name.charAt(0) != '.' && name.charAt(0) != '-';
        for (int i = 0; plain && i < name.length(); i++) {
            char c = name.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._".indexOf(c) >= 0;
        }
        if (!plain) {
            throw new IllegalArgumentException("not a plain name: '" + name + "'");
        }
    }
}
