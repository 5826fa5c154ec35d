package dev.slipway.launcher.smoke.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A baseline as a file that is kept with the sources: {@code {"Ratios":{"web":{"kernel":1.1,"login":2.4}}}}, in calibration boots.
 *
 * @param path where it is
 */
public record BaselineFile(Path path) {

    private static final String RATIOS = "Ratios";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What it says, by case and stage; empty where there is no such file. Throws INVALID_DOCUMENT, FILE_FAILED. */
    public Optional<Map<String, Map<String, Double>>> read() {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw invalid(e);
        } catch (IOException e) {
            throw FileFailure.of(path, "be read", e);
        }
        if (!root.path(RATIOS).isObject()) {
            throw invalid(null);
        }
        Map<String, Map<String, Double>> ratios = new TreeMap<>();
        root.path(RATIOS).properties().forEach(each -> ratios.put(each.getKey(), stages(each.getValue())));
        return Optional.of(ratios);
    }

    private Map<String, Double> stages(JsonNode node) {
        Map<String, Double> stages = new TreeMap<>();
        node.properties().forEach(stage -> {
            if (!stage.getValue().isNumber()) {
                throw invalid(null);
            }
            stages.put(stage.getKey(), stage.getValue().asDouble());
        });
        return stages;
    }

    /** Writes it, whole or not at all. */
    public void write(Map<String, Map<String, Double>> ratios) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode cases = root.putObject(RATIOS);
        ratios.forEach((name, stages) -> {
            ObjectNode node = cases.putObject(name);
            stages.forEach(node::put);
        });
        try {
            DurableFiles.write(path, (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        }
    }

    private LauncherException invalid(Exception cause) {
        return new LauncherException(LauncherError.INVALID_DOCUMENT, "The file " + path + " is no baseline.",
                "Let a run write it anew: --update-baseline", cause);
    }
}
