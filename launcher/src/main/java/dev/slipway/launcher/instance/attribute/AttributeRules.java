package dev.slipway.launcher.instance.attribute;

import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceState;

/** In which state an instance must be to have an attribute changed, and which instances have it at all. */
final class AttributeRules {

    private AttributeRules() {
    }

    /** Throws INCORRECT_INSTANCE_STATE, UNSUPPORTED_OPERATION, INVALID_PARAMETER_COMBINATION. */
    static void require(Instance instance, ModifyRequest request) {
        requireThere(instance);
        if (request.stoppedOnly().isPresent()) {
            requireStopped(instance, request.stoppedOnly().get());
        }
        if (request.kernel().isPresent() || request.ramdisk().isPresent() || request.kernelCommandLine().isPresent()) {
            requireParavirtual(instance);
        }
        if (request.shutdownBehavior().isPresent() && instance.instanceStore().isPresent()) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The root of the instance '"
                    + instance.instanceId() + "' is an instance store: its guest's own power-off terminates it, whatever its"
                    + " attribute 'instanceInitiatedShutdownBehavior' would say.");
        }
    }

    /** Throws INCORRECT_INSTANCE_STATE for one that is on its way out. */
    static void requireThere(Instance instance) {
        boolean there = switch (instance.state()) {
            case PENDING, RUNNING, STOPPING, STOPPED -> true;
            case SHUTTING_DOWN, TERMINATED -> false;
        };
        if (!there) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE, "The instance '" + instance.instanceId()
                    + "' is " + instance.state() + "; its attributes cannot be modified any more.");
        }
    }

    static void requireStopped(Instance instance, String attribute) {
        if (instance.instanceStore().isPresent()) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The instance '" + instance.instanceId()
                    + "' does not have an 'ebs' root device type and cannot be stopped, which modifying its '" + attribute
                    + "' takes.");
        }
        if (instance.state() != InstanceState.STOPPED) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE, "The instance '" + instance.instanceId()
                    + "' is not in the 'stopped' state, which modifying its '" + attribute + "' takes; it is "
                    + instance.state() + ".", "slipway instance stop " + instance.instanceId(), null);
        }
    }

    static void requireParavirtual(Instance instance) {
        if (instance.boot().virtualizationType() == VirtualizationType.HVM) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The instance '"
                    + instance.instanceId() + "' is hvm and boots its own kernel; a kernel, a ramdisk and a kernel command"
                    + " line go with paravirtual ones.");
        }
    }
}
