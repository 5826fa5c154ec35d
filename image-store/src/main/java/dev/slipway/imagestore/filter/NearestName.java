package dev.slipway.imagestore.filter;

import java.util.List;
import java.util.Optional;

/** Finds the filter somebody meant: the name with the fewest letters to change, or one that the typed word is a part of. */
final class NearestName {

    private static final int LONGEST = 64;

    private NearestName() {
    }

    static Optional<String> to(String typed, List<String> names) {
        if (typed.isEmpty() || typed.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int fewest = typed.length() / 3 + 1;
        for (String name : names) {
            int changes = changes(typed, name);
            if (changes < fewest) {
                fewest = changes;
                best = name;
            }
        }
        for (int i = 0; best == null && i < names.size(); i++) {
            if (names.get(i).contains(typed)) {
                best = names.get(i);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance, one row at a time. */
    private static int changes(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
