package dev.slipway.launcher.fleet.file;

import dev.slipway.host.errors.NearestWord;
import dev.slipway.launcher.document.TextTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a template may have places for: what a member is, and the members of groups that come before its own, which
 * are ready when it begins.
 */
public final class TemplateNames {

    /** The member's own name. */
    public static final String NAME = "name";
    /** Its number in its group, from 0. */
    public static final String INDEX = "index";
    /** Its group. */
    public static final String GROUP = "group";
    /** Its fleet. */
    public static final String FLEET = "fleet";
    /** How many members its group is to have. */
    public static final String COUNT = "count";
    /** Behind {@code GROUP.}: the addresses of all its members, with blanks between them. */
    public static final String ADDRESSES = "addresses";
    /** Behind {@code GROUP.}: their names. */
    public static final String NAMES = "names";
    /** Behind {@code GROUP.INDEX.}: the address of one. */
    public static final String ADDRESS = "address";

    private TemplateNames() {
    }

    /** The names that the templates of a group may have, of one that comes before it or not. */
    static List<String> of(FleetGroup other) {
        List<String> names = new ArrayList<>(List.of(other.name() + "." + ADDRESSES, other.name() + "." + NAMES));
        for (int i = 0; i < other.count(); i++) {
            names.add(other.name() + "." + i + "." + ADDRESS);
            names.add(other.name() + "." + i + "." + NAME);
        }
        return names;
    }

    /** Throws INVALID_DOCUMENT for a place that nothing can fill. */
    static void check(FleetGroup group, List<FleetGroup> all, Optional<GroupTemplate> template) {
        if (template.isEmpty()) {
            return;
        }
        Set<String> before = GroupOrder.before(group, all);
        List<String> known = new ArrayList<>(List.of(NAME, INDEX, GROUP, FLEET, COUNT));
        all.stream().filter(each -> before.contains(each.name())).forEach(each -> known.addAll(of(each)));
        for (TextTemplate.Place place : new TextTemplate(template.get().text()).places()) {
            if (known.contains(place.name())) {
                continue;
            }
            Optional<FleetGroup> owner = all.stream()
                    .filter(each -> !before.contains(each.name()) && of(each).contains(place.name())).findFirst();
            if (owner.isPresent()) {
                throw template.get().invalid(place.line(), "'{{" + place.name() + "}}' is of the group '" + owner.get().name()
                        + "', which does not come before '" + group.name() + "'",
                        owner.get().name().equals(group.name()) ? "The members of one group are launched together."
                                : "Say so in '" + group.name() + "': after: [" + owner.get().name() + "]");
            }
            throw template.get().invalid(place.line(), "nothing is called '{{" + place.name() + "}}'",
                    NearestWord.to(place.name(), known).map(near -> "Did you mean '{{" + near + "}}'?")
                            .orElse("A backslash before the braces leaves them as they are. What there is: "
                                    + String.join(", ", shortened(known)) + "."));
        }
    }

    /** A hint is one line. */
    private static List<String> shortened(List<String> known) {
        int most = 12;
        if (known.size() <= most) {
            return known;
        }
        List<String> some = new ArrayList<>(known.subList(0, most));
        some.add("and more like these");
        return some;
    }
}
