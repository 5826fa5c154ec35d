package dev.slipway.launcher.boot;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a console as it grows and keeps what it proves: the stages, the failures, which of the wanted patterns were
 * seen, the last lines. Pure: text in, answers out. Not for several threads.
 */
public final class ConsoleScanner {

    private static final int KEPT_LINES = 25;
    /** Longer lines are cut here: a console may be any bytes, without a line end in gigabytes. */
    private static final int LONGEST_LINE = 4096;
    private static final char ESCAPE = '\u001b';

    private final List<Pattern> wanted;
    private final List<Pattern> forbidden;
    /** How many of the wanted were found, and up to where the unfinished line was read for them. */
    private int seen;
    private int readOfLine;
    private final Map<Pattern, String> trespasses = new IdentityHashMap<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder unfinished = new StringBuilder();
    private final Set<Stage> stages = EnumSet.noneOf(Stage.class);
    private final Map<FailureCause, String> failures = new LinkedHashMap<>();
    private EscapeState escape = EscapeState.NONE;

    /** Terminal control sequences are passed over: GRUB and systemd write them between letters. */
    private enum EscapeState { NONE, BEGUN, SEQUENCE }

    /**
     * A scanner that also looks for patterns.
     *
     * @param wanted in this order: each is looked for behind where the one before was found
     * @param forbidden wherever they are
     */
    public ConsoleScanner(List<Pattern> wanted, List<Pattern> forbidden) {
        this.wanted = List.copyOf(wanted);
        this.forbidden = List.copyOf(forbidden);
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
            readOfLine = 0;
            return;
        }
        look(line);
        readOfLine = 0;
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    private void look(String line) {
        ConsoleSigns.stageIn(line).ifPresent(stages::add);
        if (ConsoleSigns.beganAsLoginPrompt(line)) {
            stages.add(Stage.LOGIN);
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
            stages.add(Stage.LOGIN);
        }
        ConsoleSigns.failureAtPrompt(text).ifPresent(cause -> failed(cause, text));
        lookForWanted(text);
    }

    private void lookForWanted(String line) {
        boolean found = true;
        while (found && seen < wanted.size()) {
            Matcher matcher = wanted.get(seen).matcher(line);
            found = matcher.find(readOfLine);
            if (found) {
                seen++;
                readOfLine = matcher.end();
            }
        }
        for (Pattern pattern : forbidden) {
            if (!trespasses.containsKey(pattern) && pattern.matcher(line).find()) {
                trespasses.put(pattern, line.strip());
            }
        }
    }

    private void failed(FailureCause cause, String line) {
        failures.putIfAbsent(cause, line.strip());
    }

    /** The stages that lines of the console prove; what they imply is in {@link Stage#proven}. */
    public Set<Stage> stages() {
        return Collections.unmodifiableSet(stages);
    }

    /** The failures that it gives away, the first one first, each with its first line. */
    public Map<FailureCause, String> failures() {
        return Collections.unmodifiableMap(failures);
    }

    /** Whether it shows a failure that ends a boot, whatever the guest was on the way to. */
    public boolean isLost() {
        return failures.keySet().stream().anyMatch(FailureCause::isDecisive);
    }

    /** Whether a wanted pattern was found. */
    public boolean seen(Pattern pattern) {
        return wanted.subList(0, seen).contains(pattern);
    }

    /** The first line with a forbidden pattern in it. */
    public Optional<String> forbidden(Pattern pattern) {
        return Optional.ofNullable(trespasses.get(pattern));
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
