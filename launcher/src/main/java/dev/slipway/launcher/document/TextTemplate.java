package dev.slipway.launcher.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill: {@code {{name}}}. A backslash before the braces leaves them as they are; so does a name that has a
 * line end or a brace in it. Values are put in as they are, never read again.
 */
public final class TextTemplate {

    private static final Pattern PLACE = Pattern.compile("(\\\\?)\\{\\{[ \t]*([^{}\r\n]*?)[ \t]*}}");
    private static final int ESCAPE = 1;
    private static final int NAME = 2;

    private final String text;

    /** A template of this text. */
    public TextTemplate(String text) {
        this.text = text;
    }

    /**
     * A place to fill.
     *
     * @param name what stands between the braces
     * @param line the line of the text that it is in, from 0
     */
    public record Place(String name, int line) {
    }

    /** The places, in their order; a name may be there several times. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        int line = 0;
        int counted = 0;
        while (matcher.find()) {
            line += (int) text.substring(counted, matcher.start()).chars().filter(c -> c == '\n').count();
            counted = matcher.start();
            if (!isEscaped(matcher)) {
                places.add(new Place(matcher.group(NAME), line));
            }
        }
        return places;
    }

    /** The text, with each place filled by what its name stands for. */
    public String fill(UnaryOperator<String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(
                isEscaped(place) ? place.group().substring(1) : values.apply(place.group(NAME))));
    }

    private static boolean isEscaped(MatchResult place) {
        return !place.group(ESCAPE).isEmpty();
    }
}
