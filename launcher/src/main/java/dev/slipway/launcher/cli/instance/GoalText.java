package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a wait waits for: {@code login}, or {@code console:REGEX}. */
final class GoalText {

    static final Goal LOGIN = new Goal.Reach(Stage.LOGIN);

    private static final String CONSOLE = "console:";

    private GoalText() {
    }

    static Goal read(String text) {
        if (text.startsWith(CONSOLE)) {
            return new Goal.ConsoleSays(pattern(text.substring(CONSOLE.length())));
        }
        List<String> words = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.word().equals(text)) {
                return new Goal.Reach(stage);
            }
            words.add(stage.word());
        }
        throw new IllegalArgumentException(
                "'" + text + "' is none of " + String.join(", ", words) + ", " + CONSOLE + "REGEX");
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + regex + "' is no regular expression: " + e.getDescription(), e);
        }
    }
}
