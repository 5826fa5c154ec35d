package dev.slipway.launcher.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.slipway.host.errors.NearestWord;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The settings file: one YAML mapping of a setting's word to its value. */
final class SettingsFile {

    private final Path path;

    private SettingsFile(Path path) {
        this.path = path;
    }

    static Map<Setting, GivenValue> read(Path path) {
        return new SettingsFile(path).read();
    }

    private Map<Setting, GivenValue> read() {
        Map<Setting, GivenValue> values = new EnumMap<>(Setting.class);
        YAMLFactory yaml = YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = yaml.createParser(Files.readString(path))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return values;
            }
            if (first != JsonToken.START_OBJECT) {
                throw invalid(parser, "this is no list of settings", "Write each as 'region: local-1'.");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Setting setting = setting(parser);
                String origin = place(parser) + ": " + setting.word();
                if (parser.nextToken().isStructStart()) {
                    throw invalid(parser, "'" + setting.word() + "' takes one value", null);
                }
                // The text as written: an account such as 000000001000 must keep its zeros.
                values.put(setting, new GivenValue(parser.getText(), origin));
            }
            return values;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new LauncherException(LauncherError.SETTINGS_INVALID,
                    path + ":" + line + ": " + firstLine(e.getOriginalMessage()) + ".", null, e);
        } catch (IOException e) {
            throw new LauncherException(LauncherError.SETTINGS_INVALID,
                    "The settings file " + path + " cannot be read: " + e.getMessage() + ".", null, e);
        }
    }

    private Setting setting(JsonParser parser) throws IOException {
        String key = parser.currentName();
        List<String> known = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (setting.inFile()) {
                if (setting.word().equals(key)) {
                    return setting;
                }
                known.add(setting.word());
            }
        }
        throw invalid(parser, "there is no setting '" + key + "'", NearestWord.to(key, known)
                .map(word -> "Did you mean '" + word + "'?")
                .orElse("The settings are " + String.join(", ", known) + "."));
    }

    private LauncherException invalid(JsonParser parser, String reason, String hint) {
        return new LauncherException(LauncherError.SETTINGS_INVALID, place(parser) + ": " + reason + ".", hint);
    }

    private String place(JsonParser parser) {
        return path + ":" + parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
