package dev.slipway.launcher.type;

import dev.slipway.host.errors.NearestWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What somebody who typed a name wrong may have meant. */
final class NearestNames {

    private static final int FARTHEST = 2;
    private static final int MOST = 5;

    private NearestNames() {
    }

    /** At most five names within two edits of the typed one, nearest first; without any, those of the same family. */
    static List<String> of(String typed, Collection<String> names) {
        List<String> nearest = new ArrayList<>();
        for (int distance = 0; distance <= FARTHEST; distance++) {
            for (String name : names) {
                if (nearest.size() < MOST && NearestWord.distance(typed.toLowerCase(Locale.ROOT), name) == distance) {
                    nearest.add(name);
                }
            }
        }
        return nearest.isEmpty() ? ofSameFamily(typed, names) : nearest;
    }

    private static List<String> ofSameFamily(String typed, Collection<String> names) {
        List<String> relatives = new ArrayList<>();
        int dot = typed.indexOf('.');
        String family = dot < 0 ? typed + "." : typed.substring(0, dot + 1);
        for (String name : names) {
            if (relatives.size() < MOST && name.startsWith(family)) {
                relatives.add(name);
            }
        }
        return relatives;
    }
}
