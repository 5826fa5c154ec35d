package dev.slipway.launcher.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a console as it grows and keeps what it proves: the furthest stage, the first failure, whether the wanted
 * pattern was seen, the last lines. Pure: text in, answers out. Not for several threads.
 */
public final class ConsoleScanner {

    private static final int KEPT_LINES = 25;
    /** Longer lines are cut here: a console may be any bytes, without a line end in gigabytes. */
    private static final int LONGEST_LINE = 4096;
    private static final char ESCAPE = '\u001b';

    private final Optional<Pattern> wanted;
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder unfinished = new StringBuilder();
    private Optional<Stage> stage = Optional.empty();
    private Optional<FailureCause> failure = Optional.empty();
    private String failureLine = "";
    private boolean wantedSeen;
    private EscapeState escape = EscapeState.NONE;

    /** Terminal control sequences are passed over: GRUB and systemd write them between letters. */
    private enum EscapeState { NONE, BEGUN, SEQUENCE }

    /** A scanner that also looks for a pattern. */
    public ConsoleScanner(Optional<Pattern> wanted) {
        this.wanted = wanted;
    }

    /** Reads on. The text may end anywhere. */
    public void feed(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            take(text.charAt(i));
        }
        lookAtUnfinished();
    }

    private void take(char c) {
        switch (escape) {
            case NONE -> takePlain(c);
            case BEGUN -> escape = c == '[' || c == '(' ? EscapeState.SEQUENCE : EscapeState.NONE;
            case SEQUENCE -> escape = c >= '@' && c <= '~' ? EscapeState.NONE : EscapeState.SEQUENCE;
        }
    }

    private void takePlain(char c) {
        if (c == ESCAPE) {
            escape = EscapeState.BEGUN;
        } else if (c == '\n') {
            endLine();
        } else if (c >= ' ' || c == '\t') {
            unfinished.append(c);
            if (unfinished.length() >= LONGEST_LINE) {
                endLine();
            }
        }
    }

    private void endLine() {
        String line = unfinished.toString();
        unfinished.setLength(0);
        if (line.isBlank()) {
            return;
        }
        look(line);
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    private void look(String line) {
        ConsoleSigns.stageIn(line).ifPresent(this::reached);
        if (ConsoleSigns.beganAsLoginPrompt(line)) {
            reached(Stage.LOGIN);
        }
        ConsoleSigns.failureIn(line).ifPresent(cause -> failed(cause, line));
        lookForWanted(line);
    }

    private void lookAtUnfinished() {
        if (unfinished.length() == 0) {
            return;
        }
        String text = unfinished.toString();
        if (ConsoleSigns.loginPrompt(text) || ConsoleSigns.beganAsLoginPrompt(text)) {
            reached(Stage.LOGIN);
        }
        ConsoleSigns.failureAtPrompt(text).ifPresent(cause -> failed(cause, text));
        lookForWanted(text);
    }

    private void lookForWanted(String line) {
        if (!wantedSeen && wanted.isPresent() && wanted.get().matcher(line).find()) {
            wantedSeen = true;
        }
    }

    private void reached(Stage next) {
        if (stage.isEmpty() || stage.get().compareTo(next) < 0) {
            stage = Optional.of(next);
        }
    }

    private void failed(FailureCause cause, String line) {
        if (failure.isEmpty()) {
            failure = Optional.of(cause);
            failureLine = line.strip();
        }
    }

    /** The furthest stage that the console proves. */
    public Optional<Stage> stage() {
        return stage;
    }

    /** The first failure that it gives away. */
    public Optional<FailureCause> failure() {
        return failure;
    }

    /** The line that gave the failure away. */
    public String failureLine() {
        return failureLine;
    }

    /** Whether the wanted pattern was found. */
    public boolean wantedSeen() {
        return wantedSeen;
    }

    /** The last lines, control sequences removed, the unfinished one included. */
    public List<String> lastLines() {
        Deque<String> all = new ArrayDeque<>(lines);
        if (!unfinished.toString().isBlank()) {
            all.addLast(unfinished.toString());
        }
        return List.copyOf(all);
    }
}
