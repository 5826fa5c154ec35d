package dev.slipway.launcher.fleet.file;

import dev.slipway.launcher.cli.wait.GoalText;
import dev.slipway.launcher.document.DocumentReader;
import dev.slipway.launcher.service.NetworkText;
import java.nio.file.Path;
import java.time.Duration;

/** Fleet files as tests write them. */
public final class SampleFleet {

    private SampleFleet() {
    }

    /** Reads a text as the file {@code shop.yaml} of a folder without others. */
    public static FleetFile read(String text) {
        return read(text, Path.of("/nonexistent"));
    }

    static FleetFile read(String text, Path folder) {
        return new FleetReader(new FleetWords(GoalText::read, GoalText::deadline, NetworkText::interfaces,
                Duration.ofMinutes(5), Duration.ofMinutes(4))).read(DocumentReader.read("shop.yaml", text), folder);
    }
}
