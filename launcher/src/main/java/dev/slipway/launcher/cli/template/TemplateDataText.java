package dev.slipway.launcher.cli.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.host.json.JsonTree;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.service.TemplateDocument;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What a launch template holds, as the command line takes it: JSON, or a file of it, as {@link TemplateDocument} reads it. */
final class TemplateDataText {

    private static final String STDIN = "-";
    private static final String FILE = "file://";
    /** Far beyond any template with 16 KiB of user data. */
    private static final int LIMIT_BYTES = 1 << 20;

    private TemplateDataText() {
    }

    /** Reads JSON, or a file of it; throws IllegalArgumentException with half a sentence. */
    static LaunchSpec read(String given) {
        String text = given.strip().startsWith("{") ? given : content(given);
        try {
            return TemplateDocument.read(JsonTree.read(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String content(String name) {
        String path = name.startsWith(FILE) ? name.substring(FILE.length()) : name;
        try (InputStream in = name.equals(STDIN) ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(Path.of(path))) {
            return new String(in.readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("the file '" + path + "' cannot be read", e);
        }
    }
}
