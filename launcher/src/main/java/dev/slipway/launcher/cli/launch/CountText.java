package dev.slipway.launcher.cli.launch;

/**
 * How many instances, in the words of {@code --count}.
 *
 * @param least EC2's MinCount
 * @param most EC2's MaxCount
 */
public record CountText(int least, int most) {

    /** One. */
    public static final CountText ONE = new CountText(1, 1);

    /** Reads {@code N} or {@code MIN:MAX}; throws IllegalArgumentException with half a sentence. */
    public static CountText read(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            int both = number(text, text);
            return new CountText(both, both);
        }
        return new CountText(number(text.substring(0, colon), text), number(text.substring(colon + 1), text));
    }

    private static int number(String digits, String whole) {
        try {
            int number = Integer.parseInt(digits);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + whole + "' is neither a number nor MIN:MAX", e);
        }
        throw new IllegalArgumentException("'" + whole + "' is no number of one or more");
    }
}
