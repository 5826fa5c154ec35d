package dev.slipway.launcher.cli.wait;

import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.settings.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a wait waits for: stages with commas between them, and at the end, with commas of its own, {@code console:REGEX}. */
public final class GoalText {

    /** What is waited for where nobody says. */
    public static final List<Goal> LOGIN = List.of(new Goal.Reach(Stage.LOGIN));

    private static final String CONSOLE = "console:";

    private GoalText() {
    }

    /** Reads stages, with commas between them, and a pattern behind the last. */
    public static List<Goal> read(String text) {
        List<Goal> goals = new ArrayList<>(1);
        int at = 0;
        while (at <= text.length()) {
            int comma = text.indexOf(',', at);
            boolean last = comma < 0 || text.startsWith(CONSOLE, at);
            int end = last ? text.length() : comma;
            goals.add(goal(text.substring(at, end)));
            at = end + 1;
        }
        return goals;
    }

    /** Reads a stage's own deadline: {@code kernel=30s}. */
    public static Map.Entry<Stage, Duration> deadline(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + text + "' is no STAGE=TIME, such as kernel=30s");
        }
        Duration time = DurationText.parse(text.substring(equals + 1));
        return Map.entry(stage(text.substring(0, equals), ""), time);
    }

    private static Goal goal(String text) {
        if (text.startsWith(CONSOLE)) {
            return new Goal.ConsoleSays(pattern(text.substring(CONSOLE.length())));
        }
        return new Goal.Reach(stage(text, ", " + CONSOLE + "REGEX"));
    }

    private static Stage stage(String text, String more) {
        List<String> words = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.word().equals(text)) {
                return stage;
            }
            words.add(stage.word());
        }
        throw new IllegalArgumentException("'" + text + "' is none of " + String.join(", ", words) + more);
    }

    /** Reads a regular expression, as Java has them. */
    public static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + regex + "' is no regular expression: " + e.getDescription(), e);
        }
    }
}
