package dev.slipway.launcher.fleet.file;

import dev.slipway.host.errors.NearestWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order between the groups of a fleet. */
public final class GroupOrder {

    private final Map<String, FleetGroup> groups = new LinkedHashMap<>();
    private final Place place;
    private final Set<FleetGroup> ordered = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();

    private GroupOrder(List<FleetGroup> groups, Place place) {
        groups.forEach(group -> this.groups.put(group.name(), group));
        this.place = place;
    }

    /** Each group behind all that it comes after, and else in the order of the file; a circle is INVALID_DOCUMENT. */
    static List<FleetGroup> of(List<FleetGroup> groups, Place place) {
        GroupOrder order = new GroupOrder(groups, place);
        groups.forEach(order::add);
        return List.copyOf(order.ordered);
    }

    /** All groups that come before this one, directly or not. */
    public static Set<String> before(FleetGroup group, List<FleetGroup> all) {
        Set<String> before = new LinkedHashSet<>(group.after());
        for (FleetGroup each : all) {
            if (group.after().contains(each.name())) {
                before.addAll(before(each, all));
            }
        }
        return before;
    }

    /** Groups that may begin at the same time, one such set after the other. */
    public static List<List<FleetGroup>> waves(List<FleetGroup> ordered) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        List<List<FleetGroup>> waves = new ArrayList<>();
        for (FleetGroup group : ordered) {
            int level = group.after().stream().mapToInt(each -> levels.get(each) + 1).max().orElse(0);
            levels.put(group.name(), level);
            if (level == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(level).add(group);
        }
        return waves;
    }

    private void add(FleetGroup group) {
        if (ordered.contains(group)) {
            return;
        }
        Place after = place.at(group.name()).at("after");
        if (path.contains(group.name())) {
            List<String> circle = new ArrayList<>(path.subList(path.indexOf(group.name()), path.size()));
            circle.add(group.name());
            throw after.invalid("each of these groups comes after the next, so none can begin: " + String.join(", ", circle), null);
        }
        path.add(group.name());
        for (Place each : after.elements()) {
            String name = each.text().orElseThrow();
            if (!groups.containsKey(name)) {
                throw each.invalid("there is no group '" + name + "'", NearestWord.to(name, groups.keySet())
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("The groups are " + String.join(", ", groups.keySet()) + "."));
            }
            add(groups.get(name));
        }
        path.remove(path.size() - 1);
        ordered.add(group);
    }
}
