package dev.slipway.launcher.firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the host's firmware descriptors, in the order QEMU's page on them gives: a distribution's, hidden by those of the
 * host's administrator, hidden by the user's own. Of files of one name the last folder's counts, an empty one hides the others without
 * putting anything in their place, and what comes first by name is preferred.
 */
public final class FirmwareDescriptors {

    private static final String BELOW = "qemu/firmware";
    private static final String SUFFIX = ".json";
    /** What QEMU's page allows for is a few kilobytes; a file beyond this is none. */
    private static final long LIMIT_BYTES = 256 * 1024;

    private final List<Path> folders;

    /** @param folders those whose files count more come later; one that does not exist holds nothing */
    public FirmwareDescriptors(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Those of this host, for this user. */
    public static FirmwareDescriptors ofHost() {
        String given = System.getenv("XDG_CONFIG_HOME");
        Path config = given != null && Path.of(given).isAbsolute() ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".config");
        return new FirmwareDescriptors(
                List.of(Path.of("/usr/share", BELOW), Path.of("/etc", BELOW), config.resolve(BELOW)));
    }

    /** Every UEFI firmware whose files are there, the preferred first. What else a descriptor may present is left out. */
    public List<Firmware> read() {
        return read(new ArrayList<>());
    }

    /** The same; adds to {@code unusable} a sentence for each descriptor that presents a firmware no guest can use. */
    public List<Firmware> read(List<String> unusable) {
        List<Firmware> found = new ArrayList<>();
        for (Path file : files().values()) {
            try {
                if (Files.size(file) > 0) {
                    present(file, unusable).ifPresent(found::add);
                }
            } catch (JsonProcessingException | InvalidPathException e) {
                unusable.add("The firmware descriptor '" + file + "' is not JSON, or names what can be no file.");
            } catch (IOException e) {
                throw FileFailure.of(file, "be read", e);
            }
        }
        return found;
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                entries.forEach(file -> files.put(file.getFileName().toString(), file));
            } catch (NoSuchFileException | NotDirectoryException e) {
                // Few hosts have all three.
                continue;
            } catch (IOException e) {
                throw FileFailure.of(folder, "be listed", e);
            }
        }
        return files;
    }

    private static Optional<Firmware> present(Path file, List<String> unusable) throws IOException {
        if (Files.size(file) > LIMIT_BYTES) {
            unusable.add("The firmware descriptor '" + file + "' is larger than " + LIMIT_BYTES + " bytes.");
            return Optional.empty();
        }
        JsonNode tree = JsonTree.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        JsonNode mapping = tree.path("mapping");
        JsonNode code = mapping.path("executable");
        JsonNode variables = mapping.path("nvram-template");
        if (!texts(tree.path("interface-types")).contains("uefi") || !mapping.path("device").asText().equals("flash")
                || !mapping.path("mode").asText("split").equals("split")) {
            // A BIOS, or a firmware without variables of each guest's own.
            return Optional.empty();
        }
        if (!isRaw(code) || !isRaw(variables)) {
            unusable.add("The firmware of '" + file + "' is in a format that libvirt before 9.2 does not take.");
            return Optional.empty();
        }
        Firmware firmware = new Firmware(file, Path.of(code.path("filename").asText()),
                Path.of(variables.path("filename").asText()), targets(tree.path("targets")), features(tree));
        for (Path part : List.of(firmware.code(), firmware.variablesTemplate())) {
            if (!Files.isRegularFile(part) || !Files.isReadable(part)) {
                unusable.add("The firmware descriptor '" + file + "' names '" + part + "', which is not there.");
                return Optional.empty();
            }
        }
        return Optional.of(firmware);
    }

    private static boolean isRaw(JsonNode flash) {
        return flash.path("format").asText().equals("raw");
    }

    private static List<Firmware.Target> targets(JsonNode list) {
        List<Firmware.Target> targets = new ArrayList<>();
        for (JsonNode target : list) {
            targets.add(new Firmware.Target(target.path("architecture").asText(), texts(target.path("machines"))));
        }
        return targets;
    }

    private static Set<String> features(JsonNode tree) {
        return new HashSet<>(texts(tree.path("features")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            texts.add(text.asText());
        }
        return texts;
    }
}
