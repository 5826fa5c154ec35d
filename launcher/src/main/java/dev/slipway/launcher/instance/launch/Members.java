package dev.slipway.launcher.instance.launch;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.launch.LaunchPlan.PlannedInstance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.LaunchMember;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.seed.Seed;
import dev.slipway.launcher.seed.UserData;
import java.util.ArrayList;
import java.util.List;

/** What the instances of one launch are each called and told. */
final class Members {

    private final LaunchSpec spec;
    private final List<LaunchMember> members;
    private final int asked;

    /**
     * @param members what each has of its own; none where they are all alike
     * @param asked how many instances were asked for at most
     */
    Members(LaunchSpec spec, List<LaunchMember> members, int asked) {
        this.spec = spec;
        this.members = members;
        this.asked = asked;
        members.forEach(member -> {
            Seed.requireHostname(member.hostname());
            Tag.checked(tags(member));
        });
    }

    /** The instance at a place in the launch, from 0. Throws INVALID_PARAMETER_VALUE. */
    PlannedInstance plan(int index, InstanceId id, PlannedDevices devices) {
        UserData userData = spec.userData().orElse(UserData.NONE);
        if (members.isEmpty()) {
            return new PlannedInstance(id, Hostnames.of(spec.hostname(), id, index, asked), userData, spec.instanceTags(), devices);
        }
        LaunchMember member = members.get(index);
        return new PlannedInstance(id, member.hostname(), member.userData().orElse(userData), tags(member), devices);
    }

    private List<Tag> tags(LaunchMember member) {
        List<Tag> tags = new ArrayList<>(spec.instanceTags());
        tags.addAll(member.tags());
        return tags;
    }
}
