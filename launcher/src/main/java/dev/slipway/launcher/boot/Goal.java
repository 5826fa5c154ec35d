package dev.slipway.launcher.boot;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** What a wait waits for. */
public sealed interface Goal {

    /** A stage of the boot. */
    record Reach(Stage stage) implements Goal {
        public Reach {
            requireNonNull(stage, "stage");
        }

        @Override
        public String toString() {
            return stage.word();
        }
    }

    /**
     * A line of the console in which the pattern is found; an unfinished last line counts. Several are met in their order: each is
     * looked for behind where the one before was found.
     */
    record ConsoleSays(Pattern pattern) implements Goal {
        public ConsoleSays {
            requireNonNull(pattern, "pattern");
        }

        @Override
        public String toString() {
            return "console:" + pattern;
        }
    }

    /** That the console has no line in which the pattern is found, until all else is there. */
    record ConsoleNever(Pattern pattern) implements Goal {
        public ConsoleNever {
            requireNonNull(pattern, "pattern");
        }

        @Override
        public String toString() {
            return "never:" + pattern;
        }
    }
}
