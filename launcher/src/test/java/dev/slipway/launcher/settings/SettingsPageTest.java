package dev.slipway.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/command-line.md lists every setting with its default, and none that is gone. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("../docs/command-line.md");

    @Test
    void thePageHasEverySetting() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        for (Setting setting : Setting.values()) {
            String start = setting.inFile() ? "| `" + setting.word() + "` | " : "| | ";
            assertEquals(1, lines.stream()
                    .filter(line -> line.startsWith(start) && line.contains(" | `" + setting.variable() + "` | "))
                    .count(), setting.word());
        }
        assertEquals(Setting.values().length, lines.stream().filter(line -> line.contains(" | `SLIPWAY_")).count());
    }

    @Test
    void thePageHasTheDefaults() throws IOException {
        String page = Files.readString(PAGE);
        for (String value : List.of(Defaults.REGION, Defaults.INSTANCE_TYPE, Defaults.ACCELERATOR,
                DurationText.of(Defaults.TIMEOUT),
                DurationText.of(Defaults.SILENCE), (Defaults.MAX_DISK_SIZE_BYTES >> 40) + "T")) {
            assertTrue(page.contains("| `" + value + "`"), value);
        }
    }
}
