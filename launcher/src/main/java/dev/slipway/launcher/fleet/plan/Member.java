package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.Optional;

/**
 * An instance that is, or was, a member of a fleet.
 *
 * @param group its group
 * @param index its number there, from 0
 * @param digest what its group was when it was launched
 */
public record Member(String fleet, String group, int index, String digest, Instance instance) {

    public Member {
        requireNonNull(fleet, "fleet");
        requireNonNull(group, "group");
        requireNonNull(digest, "digest");
        requireNonNull(instance, "instance");
    }

    /** What the tags of an instance make of it; empty for one that is no member. */
    public static Optional<Member> of(Instance instance) {
        Optional<String> fleet = FleetTags.value(instance, FleetTags.FLEET);
        Optional<String> group = FleetTags.value(instance, FleetTags.GROUP);
        Optional<String> index = FleetTags.value(instance, FleetTags.INDEX).filter(text -> text.matches("[0-9]{1,6}"));
        if (fleet.isEmpty() || group.isEmpty() || index.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Member(fleet.get(), group.get(), Integer.parseInt(index.get()),
                FleetTags.value(instance, FleetTags.DIGEST).orElse(""), instance));
    }

    /** What it is called. */
    public String name() {
        return group + "-" + index;
    }

    /** Which instance it is. */
    public InstanceId id() {
        return instance.instanceId();
    }

    /** Its instance's state. */
    public InstanceState state() {
        return instance.state();
    }

    /** Whether it is there at all. */
    public boolean isAlive() {
        return switch (state()) {
            case PENDING, RUNNING, STOPPING, STOPPED -> true;
            case SHUTTING_DOWN, TERMINATED -> false;
        };
    }

    /** Whether its machine is off, or on its way there. */
    public boolean isOff() {
        return switch (state()) {
            case STOPPING, STOPPED -> true;
            case PENDING, RUNNING, SHUTTING_DOWN, TERMINATED -> false;
        };
    }

    /** Whether it runs, and was seen to be ready since it was started. */
    public boolean isReady() {
        return state() == InstanceState.RUNNING
                && FleetTags.value(instance, FleetTags.READY).filter(FleetTags.ready(instance).value()::equals).isPresent();
    }

    /** Whether it ever was. */
    public boolean wasReady() {
        return FleetTags.value(instance, FleetTags.READY).isPresent();
    }
}
