package dev.slipway.launcher.settings;

import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns the text of a setting into its value, or says what is wrong with it. */
final class SettingCheck {

    /** Nobody means more. */
    private static final double MOST_OVERCOMMIT = 1000;

    private SettingCheck() {
    }

    static Path folder(GivenValue value) {
        try {
            return Path.of(value.text()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw value.invalid("'" + value.text() + "' is no path", null);
        }
    }

    /** Several, with colons between them; each is called by its last name, as a bucket is. */
    static List<Path> folders(GivenValue value) {
        List<Path> folders = new ArrayList<>();
        for (String each : value.text().split(":")) {
            Path folder = folder(new GivenValue(each, value.origin()));
            if (each.isEmpty() || folder.getFileName() == null
                    || folders.stream().anyMatch(other -> other.endsWith(folder.getFileName()))) {
                throw value.invalid("'" + value.text() + "' is no list of folders whose names differ",
                        "Write them as /srv/images:/srv/exports.");
            }
            folders.add(folder);
        }
        return List.copyOf(folders);
    }

    static String region(GivenValue value) {
        if (!StoreLayout.isName(value.text())) {
            throw value.invalid("'" + value.text() + "' is no region name",
                    "A region is named with letters, digits and dashes, such as " + Defaults.REGION + ".");
        }
        return value.text();
    }

    static AccountId account(GivenValue value) {
        try {
            return new AccountId(value.text());
        } catch (StoreException e) {
            throw value.invalid("'" + value.text() + "' is no account", "An account is twelve digits, such as 000000001000.");
        }
    }

    static OutputFormat output(GivenValue value) {
        for (OutputFormat format : OutputFormat.values()) {
            if (format.word().equals(value.text())) {
                return format;
            }
        }
        throw value.invalid("'" + value.text() + "' is no output format", "Choose table, json, text or csv.");
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

    static int count(GivenValue value) {
        try {
            int count = Integer.parseInt(value.text());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw value.invalid("'" + value.text() + "' is no number", "Give a number of one or more.");
        }
        throw value.invalid("'" + value.text() + "' is too small", "Give a number of one or more.");
    }

    /** A network in the words of {@code --network}; whether there is such a one, the launch tells. */
    static String network(GivenValue value) {
        String text = value.text();
        boolean named = text.startsWith("nat:") || text.startsWith("bridge:");
        if (named ? text.endsWith(":") : !List.of("user", "none", "nat").contains(text)) {
            throw value.invalid("'" + text + "' is no network", "Choose user, none, nat, nat:NAME or bridge:NAME.");
        }
        return text;
    }

    static double factor(GivenValue value) {
        try {
            double factor = Double.parseDouble(value.text());
            if (factor > 0 && factor <= MOST_OVERCOMMIT) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw value.invalid("'" + value.text() + "' is no number", "Give a number such as 1.5.");
        }
        throw value.invalid("'" + value.text() + "' is out of reach",
                "Give a number above 0, up to " + (int) MOST_OVERCOMMIT + ".");
    }

    static long size(GivenValue value) {
        try {
            return SizeText.parse(value.text());
        } catch (IllegalArgumentException e) {
            throw value.invalid(e.getMessage(), SizeText.HINT);
        }
    }
}
