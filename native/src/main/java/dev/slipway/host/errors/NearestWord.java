package dev.slipway.host.errors;

import java.util.Collection;
import java.util.Optional;

/** Finds the word somebody meant to type. */
public final class NearestWord {

    private NearestWord() {
    }

    /** The word with the fewest letters to change, unless that is more than a third of them. */
    public static Optional<String> to(String typed, Collection<String> words) {
        String best = null;
        int fewest = Math.max(1, typed.length() / 3) + 1;
        for (String word : words) {
            int changes = distance(typed, word);
            if (changes < fewest) {
                fewest = changes;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }

    /** How many letters to change, put in or take out, of one to have the other; two swapped neighbours count as one. */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
