package dev.slipway.launcher.cli.fleet;

import dev.slipway.host.errors.NearestWord;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.fleet.plan.Member;
import java.util.List;

/** The members that a command is about. */
final class FleetMembers {

    private FleetMembers() {
    }

    /** Those that are there, of these groups, or of all where none is named. Throws InvalidParameterValue for one that is none. */
    static List<Member> ofGroups(List<Member> members, List<String> groups) {
        List<String> known = members.stream().map(Member::group).distinct().toList();
        for (String group : groups) {
            if (!known.contains(group)) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The fleet has no group '" + group + "'.",
                        NearestWord.to(group, known).map(near -> "Did you mean '" + near + "'?")
                                .orElse("Its groups are " + String.join(", ", known) + "."));
            }
        }
        return members.stream().filter(Member::isAlive)
                .filter(member -> groups.isEmpty() || groups.contains(member.group())).toList();
    }
}
