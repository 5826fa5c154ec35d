package dev.slipway.launcher.instance.state;

import static dev.slipway.launcher.instance.state.InstanceState.PENDING;
import static dev.slipway.launcher.instance.state.InstanceState.RUNNING;
import static dev.slipway.launcher.instance.state.InstanceState.STOPPED;
import static dev.slipway.launcher.instance.state.InstanceState.STOPPING;

import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What can be asked of an instance, and whether its state and the type of its root device allow it: the one rule that
 * every command decides by. The whole table stands in {@code InstanceActionTest}.
 */
public enum InstanceAction {
    START("started"),
    STOP("stopped"),
    REBOOT("rebooted"),
    TERMINATE("terminated"),
    /** Attributes that only Slipway reads: protections, and DeleteOnTermination. */
    MODIFY("modified"),
    /** What its guest's own power-off does. */
    MODIFY_SHUTDOWN_BEHAVIOR("given an 'instanceInitiatedShutdownBehavior', since its guest's power-off terminates it"),
    /** Attributes that its next start makes its machine or its seed of; also to reset them. */
    MODIFY_MACHINE("stopped, which modifying the attribute takes"),
    MODIFY_GROUPS("put into other security groups"),
    ATTACH_VOLUME("given a volume"),
    DETACH_VOLUME("parted from a volume"),
    /** Its root volume; another one may leave a running guest as well. */
    DETACH_ROOT("parted from its root volume"),
    REPLACE_ROOT("given another root volume"),
    CREATE_IMAGE("made an image of"),
    SNAPSHOT("taken snapshots of"),
    BUNDLE("bundled"),
    /** What it printed is kept for as long as it is visible. */
    READ_CONSOLE("read the console of"),
    /** By ssh, the agent or the serial line; also to copy files. */
    ENTER("entered"),
    SCREENSHOT("taken a picture of"),
    /** For a stage of its guest's boot. */
    AWAIT("waited for");

    private final String passive;

    InstanceAction(String passive) {
        this.passive = passive;
    }

    /** Why it is refused: INCORRECT_INSTANCE_STATE, UNSUPPORTED_OPERATION, OPERATION_NOT_PERMITTED; empty where it is allowed. */
    public Optional<LauncherError> refusal(InstanceState state, RootDeviceType root) {
        // An attribute of one that is gone has no better answer than that it is gone, whatever its root was.
        boolean gone = !there().contains(state);
        boolean modification = this == MODIFY_SHUTDOWN_BEHAVIOR || this == MODIFY_MACHINE;
        if (lacksRoot(state, root) && !(modification && gone)) {
            return Optional.of(LauncherError.UNSUPPORTED_OPERATION);
        }
        if (allowed().contains(state)) {
            return Optional.empty();
        }
        return Optional.of(this == DETACH_ROOT
                ? LauncherError.OPERATION_NOT_PERMITTED : LauncherError.INCORRECT_INSTANCE_STATE);
    }

    /** The same of an instance as it was observed. */
    public Optional<LauncherError> refusal(Instance instance) {
        return refusal(instance.state(), instance.rootDeviceType());
    }

    /** Throws what {@link #refusal} says, in EC2's words. */
    public void require(Instance instance) {
        require(instance, null);
    }

    /** The same, with a hint for one that is in the wrong state. */
    public void require(Instance instance, String hint) {
        Optional<LauncherError> refusal = refusal(instance);
        if (refusal.isEmpty()) {
            return;
        }
        String name = "The instance '" + instance.instanceId() + "' ";
        if (refusal.get() == LauncherError.UNSUPPORTED_OPERATION) {
            RootDeviceType takes = this == BUNDLE ? RootDeviceType.INSTANCE_STORE : RootDeviceType.EBS;
            throw new LauncherException(refusal.get(), name + "does not have an '" + takes.word()
                    + "' root device type and cannot be " + passive + ".",
                    this == BUNDLE ? "Make a snapshot of its root volume, and bundle that." : null);
        }
        throw new LauncherException(refusal.get(), name + "is " + instance.state()
                + " and not in a state from which it can be " + passive + ".", hint);
    }

    /** Whether the type of its root device rules it out. */
    private boolean lacksRoot(InstanceState state, RootDeviceType root) {
        boolean ebs = root == RootDeviceType.EBS;
        return switch (this) {
            // One whose root is no volume is only ever stopped when it did not come back from having its image made.
            case START -> !ebs && state != STOPPED;
            case STOP, REPLACE_ROOT, MODIFY_MACHINE, MODIFY_SHUTDOWN_BEHAVIOR -> !ebs;
            case BUNDLE -> ebs;
            case REBOOT, TERMINATE, MODIFY, MODIFY_GROUPS, ATTACH_VOLUME, DETACH_VOLUME, DETACH_ROOT, CREATE_IMAGE,
                    SNAPSHOT, READ_CONSOLE, ENTER, SCREENSHOT, AWAIT -> false;
        };
    }

    /** The states in which it is done; a start of what runs, and a stop of what is stopped, change nothing, as on EC2. */
    private Set<InstanceState> allowed() {
        return switch (this) {
            case TERMINATE, READ_CONSOLE -> EnumSet.allOf(InstanceState.class);
            case START -> EnumSet.of(PENDING, RUNNING, STOPPED);
            case STOP -> EnumSet.of(RUNNING, STOPPING, STOPPED);
            case REBOOT, BUNDLE, ENTER, SCREENSHOT -> EnumSet.of(RUNNING);
            case AWAIT -> EnumSet.of(PENDING, RUNNING);
            case MODIFY, MODIFY_SHUTDOWN_BEHAVIOR, MODIFY_GROUPS, SNAPSHOT -> there();
            case MODIFY_MACHINE, DETACH_ROOT -> EnumSet.of(STOPPED);
            case ATTACH_VOLUME, DETACH_VOLUME, REPLACE_ROOT, CREATE_IMAGE -> EnumSet.of(RUNNING, STOPPED);
        };
    }

    private static Set<InstanceState> there() {
        return EnumSet.of(PENDING, RUNNING, STOPPING, STOPPED);
    }
}
