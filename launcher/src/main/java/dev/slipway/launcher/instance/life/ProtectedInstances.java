package dev.slipway.launcher.instance.life;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.List;

/**
 * EC2's termination and stop protection. Both keep an instance from the commands of its owner; what its guest does
 * itself counts all the same, and so does the end of a launch that failed.
 */
final class ProtectedInstances {

    private ProtectedInstances() {
    }

    /** Throws OPERATION_NOT_PERMITTED for the first that may not be terminated: stop protection keeps from that, too. */
    static void requireTerminable(List<Instance> instances) {
        for (Instance instance : instances) {
            if (isEnding(instance)) {
                continue;
            }
            if (instance.protection().disableApiTermination()) {
                throw refusal(instance, "terminated", "disableApiTermination");
            }
            if (instance.protection().disableApiStop()) {
                throw refusal(instance, "terminated", "disableApiStop");
            }
        }
    }

    /** Throws OPERATION_NOT_PERMITTED for the first that may not be stopped. */
    static void requireStoppable(List<Instance> instances) {
        for (Instance instance : instances) {
            if (instance.protection().disableApiStop()) {
                throw refusal(instance, "stopped", "disableApiStop");
            }
        }
    }

    private static boolean isEnding(Instance instance) {
        return instance.state() == InstanceState.SHUTTING_DOWN || instance.state() == InstanceState.TERMINATED;
    }

    private static LauncherException refusal(Instance instance, String what, String attribute) {
        return new LauncherException(LauncherError.OPERATION_NOT_PERMITTED, "The instance '" + instance.instanceId()
                + "' may not be " + what + ". Modify its '" + attribute + "' instance attribute and try again.");
    }
}
