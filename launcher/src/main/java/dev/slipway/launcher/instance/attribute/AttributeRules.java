package dev.slipway.launcher.instance.attribute;

import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceAction;

/** In which state an instance must be to have an attribute changed, and which instances have it at all. */
final class AttributeRules {

    private AttributeRules() {
    }

    /** Throws INCORRECT_INSTANCE_STATE, UNSUPPORTED_OPERATION, INVALID_PARAMETER_COMBINATION. */
    static void require(Instance instance, ModifyRequest request) {
        requireState(instance, request.action());
        if (request.kernel().isPresent() || request.ramdisk().isPresent() || request.kernelCommandLine().isPresent()) {
            requireParavirtual(instance);
        }
    }

    /** Throws INCORRECT_INSTANCE_STATE, UNSUPPORTED_OPERATION. */
    static void requireState(Instance instance, InstanceAction action) {
        boolean stopHelps = action == InstanceAction.MODIFY_MACHINE && InstanceAction.STOP.refusal(instance).isEmpty();
        action.require(instance, stopHelps ? "slipway instance stop " + instance.instanceId() : null);
    }

    static void requireParavirtual(Instance instance) {
        if (instance.boot().virtualizationType() == VirtualizationType.HVM) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The instance '"
                    + instance.instanceId() + "' is hvm and boots its own kernel; a kernel, a ramdisk and a kernel command"
                    + " line go with paravirtual ones.");
        }
    }
}
