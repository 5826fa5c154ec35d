package dev.slipway.launcher.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Turns the text of a setting into its value, or says what is wrong with it. */
final class SettingCheck {

    private static final int LONGEST_REGION = 63;
    private static final int ACCOUNT_DIGITS = 12;

    private SettingCheck() {
    }

    static Path folder(GivenValue value) {
        try {
            return Path.of(value.text()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw value.invalid("'" + value.text() + "' is no path", null);
        }
    }

    /** A region's name becomes a folder's name, so it keeps to letters, digits and dashes. */
    static String region(GivenValue value) {
        String name = value.text();
        boolean good = !name.isEmpty() && name.length() <= LONGEST_REGION && isLowerCase(name.charAt(0));
        for (int i = 0; i < name.length() && good; i++) {
            char c = name.charAt(i);
            good = isLowerCase(c) || isDigit(c) || c == '-';
        }
        if (!good) {
            throw value.invalid("'" + name + "' is no region name",
                    "A region is named with lower case letters, digits and dashes, such as " + Defaults.REGION + ".");
        }
        return name;
    }

    static String account(GivenValue value) {
        String digits = value.text();
        boolean good = digits.length() == ACCOUNT_DIGITS;
        for (int i = 0; i < digits.length() && good; i++) {
            good = isDigit(digits.charAt(i));
        }
        if (!good) {
            throw value.invalid("'" + digits + "' is no account", "An account is twelve digits, such as 000000001000.");
        }
        return digits;
    }

    static OutputFormat output(GivenValue value) {
        for (OutputFormat format : OutputFormat.values()) {
            if (format.word().equals(value.text())) {
                return format;
            }
        }
        throw value.invalid("'" + value.text() + "' is no output format", "Choose table, json or text.");
    }

    static String oneOf(GivenValue value, List<String> words) {
        if (!words.contains(value.text())) {
            throw value.invalid("'" + value.text() + "' is not known", "Choose one of " + String.join(", ", words) + ".");
        }
        return value.text();
    }

    static Duration duration(GivenValue value) {
        try {
            return DurationText.parse(value.text());
        } catch (IllegalArgumentException e) {
            throw value.invalid(e.getMessage(), DurationText.HINT);
        }
    }

    static long size(GivenValue value) {
        try {
            return SizeText.parse(value.text());
        } catch (IllegalArgumentException e) {
            throw value.invalid(e.getMessage(), SizeText.HINT);
        }
    }

    static int number(GivenValue value, int least, int most) {
        try {
            int number = Integer.parseInt(value.text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Not a number and out of range are the same news to the user.
        }
        throw value.invalid("'" + value.text() + "' is no number from " + least + " to " + most, null);
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
