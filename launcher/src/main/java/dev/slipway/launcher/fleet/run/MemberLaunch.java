package dev.slipway.launcher.fleet.run;

import dev.slipway.launcher.document.TextTemplate;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.fleet.file.FleetGroup;
import dev.slipway.launcher.fleet.file.TemplateNames;
import dev.slipway.launcher.fleet.plan.FleetTags;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.plan.ResolvedGroup;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.request.LaunchMember;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.seed.UserData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of members to be what an instance is launched by: their names, their tags, and their templates filled. */
public final class MemberLaunch {

    private final String fleet;
    private final List<Member> members;

    /** @param members those that are there now, which templates may name */
    public MemberLaunch(String fleet, List<Member> members) {
        this.fleet = fleet;
        this.members = List.copyOf(members);
    }

    /** The launch of several members of one group. */
    public LaunchRequest request(ResolvedGroup group, List<Integer> indexes) {
        List<LaunchMember> each = new ArrayList<>();
        for (int index : indexes) {
            each.add(member(group, index));
        }
        return LaunchRequest.of(spec(group), each);
    }

    /** A launch that is checked, and not done. What only earlier members could say is left out of it. */
    public static LaunchRequest trial(ResolvedGroup group) {
        return new LaunchRequest(spec(group), Optional.empty(), 1, 1, Optional.empty(), true);
    }

    private static LaunchSpec spec(ResolvedGroup resolved) {
        FleetGroup group = resolved.group();
        return new LaunchSpecDraft()
                // By its id: a channel may lead elsewhere before the last member is launched.
                .imageId(Optional.of(resolved.imageId().value()))
                .instanceType(Optional.of(resolved.type()))
                .keyName(group.key())
                .networkInterfaces(group.interfaces())
                .securityGroups(group.securityGroups())
                .blockDeviceMappings(group.volumes())
                .forwards(group.forwards())
                .instanceTags(group.tags())
                .build();
    }

    private LaunchMember member(ResolvedGroup group, int index) {
        String name = group.group().memberName(index);
        Optional<UserData> userData = group.group().userData().map(text -> UserData.of(
                new TextTemplate(text).fill(place -> value(group.group(), index, place)).getBytes(StandardCharsets.UTF_8)));
        return new LaunchMember(name, userData, FleetTags.of(fleet, group.name(), index, name, group.digest()));
    }

    private String value(FleetGroup group, int index, String place) {
        return switch (place) {
            case TemplateNames.NAME -> group.memberName(index);
            case TemplateNames.INDEX -> Integer.toString(index);
            case TemplateNames.GROUP -> group.name();
            case TemplateNames.FLEET -> fleet;
            case TemplateNames.COUNT -> Integer.toString(group.count());
            default -> ofOthers(group, place);
        };
    }

    private String ofOthers(FleetGroup group, String place) {
        String[] parts = place.split("\\.");
        List<Member> named = members.stream().filter(each -> each.group().equals(parts[0])).toList();
        if (parts[1].equals(TemplateNames.NAMES)) {
            return String.join(" ", named.stream().map(Member::name).toList());
        }
        if (parts[1].equals(TemplateNames.ADDRESSES)) {
            return String.join(" ", named.stream().map(each -> address(group, each, place)).toList());
        }
        if (parts[2].equals(TemplateNames.NAME)) {
            return parts[0] + "-" + parts[1];
        }
        return named.stream().filter(each -> Integer.toString(each.index()).equals(parts[1])).findFirst()
                .map(each -> address(group, each, place)).orElseThrow(() -> unknown(group, place, "there is no such member now"));
    }

    private static String address(FleetGroup group, Member member, String place) {
        return member.instance().interfaces().stream().map(NetworkInterface::privateIpAddress).flatMap(Optional::stream)
                .findFirst().orElseThrow(() -> unknown(group, place, "no address of '" + member.name() + "' is known; members of"
                        + " a fleet reach each other on nat and bridge networks"));
    }

    private static FleetException unknown(FleetGroup group, String place, String why) {
        return new FleetException(LauncherError.INVALID_DOCUMENT, group.place() + ": nothing can stand for '{{" + place + "}}': "
                + why + ".", null, null);
    }
}
