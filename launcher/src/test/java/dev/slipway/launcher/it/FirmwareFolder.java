package dev.slipway.launcher.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A user's own folder of firmware descriptors. Empty ones hide what the host's packages present, as QEMU's page on them
 * has it, and so a host can be without firmware for one command.
 */
final class FirmwareFolder {

    private static final List<Path> HOSTS = List.of(Path.of("/usr/share/qemu/firmware"), Path.of("/etc/qemu/firmware"));

    private final Path config;

    /** @param config a folder that does not exist yet, which QEMU's user may enter */
    FirmwareFolder(Path config) {
        this.config = config;
    }

    /** The variables by which a command looks there. */
    Map<String, String> environment() {
        return Map.of("XDG_CONFIG_HOME", config.toString());
    }

    /** Hides all firmware of the host. */
    FirmwareFolder hideHosts() {
        try {
            for (Path hosts : HOSTS) {
                for (String name : Lab.entries(hosts)) {
                    Files.write(descriptors().resolve(name), new byte[0]);
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a copy of a firmware of the host here, which is preferred to all others; returns the copy of its code. */
    Path addCopy(String descriptor) {
        try {
            Path descriptors = descriptors();
            String text = Files.readString(HOSTS.get(0).resolve(descriptor));
            Path code = null;
            for (String line : text.split("\n")) {
                if (line.contains("\"filename\"")) {
                    Path original = Path.of(line.split("\"")[3]);
                    Path copy = config.resolve(original.getFileName().toString());
                    Files.copy(original, copy);
                    text = text.replace("\"" + original + "\"", "\"" + copy + "\"");
                    code = code == null ? copy : code;
                }
            }
            Files.writeString(descriptors.resolve("00-copy.json"), text);
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the copy away again. */
    void removeCopy() {
        try {
            for (String name : Lab.entries(config)) {
                if (name.endsWith(".fd")) {
                    Files.delete(config.resolve(name));
                }
            }
            Files.delete(descriptors().resolve("00-copy.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path descriptors() throws IOException {
        return Files.createDirectories(config.resolve("qemu").resolve("firmware"));
    }
}
