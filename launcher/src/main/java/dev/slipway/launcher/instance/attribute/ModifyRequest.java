package dev.slipway.launcher.instance.attribute;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.seed.UserData;
import java.util.Map;
import java.util.Optional;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html">
 * ModifyInstanceAttribute</a>: one attribute a call.
 *
 * @param instanceType its type from the next start on
 * @param userData what is given to the guest from the next start on; empty data for none
 * @param kernel the kernel image of a {@code paravirtual} instance, by id or name
 * @param ramdisk its ramdisk image
 * @param kernelCommandLine what its kernel is told; EC2 has no such attribute
 * @param deleteOnTermination by EC2's names of devices, whether their volumes go with the instance
 * @param dryRun check only; throws DRY_RUN where it would have succeeded
 */
public record ModifyRequest(
        InstanceId instance,
        Optional<String> instanceType,
        Optional<UserData> userData,
        Optional<String> kernel,
        Optional<String> ramdisk,
        Optional<String> kernelCommandLine,
        Optional<Boolean> disableApiTermination,
        Optional<Boolean> disableApiStop,
        Optional<ShutdownBehavior> shutdownBehavior,
        Map<String, Boolean> deleteOnTermination,
        boolean dryRun) {

    /** Throws MISSING_PARAMETER for no attribute, INVALID_PARAMETER_COMBINATION for several. */
    public ModifyRequest {
        requireNonNull(instance, "instance");
        deleteOnTermination = Map.copyOf(deleteOnTermination);
        int attributes = deleteOnTermination.isEmpty() ? 0 : 1;
        for (Optional<?> attribute : new Optional<?>[] {instanceType, userData, kernel, ramdisk, kernelCommandLine,
            disableApiTermination, disableApiStop, shutdownBehavior}) {
            attributes += attribute.isPresent() ? 1 : 0;
        }
        if (attributes == 0) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "No attribute of '" + instance + "' is given to modify.");
        }
        if (attributes > 1) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "Fields for multiple attribute types are given for '" + instance + "'; one call modifies one attribute.");
        }
    }

    /** What changing this attribute is: {@link InstanceAction} says in which states it is done. */
    InstanceAction action() {
        boolean machine = instanceType.isPresent() || userData.isPresent() || kernel.isPresent() || ramdisk.isPresent()
                || kernelCommandLine.isPresent();
        if (machine) {
            return InstanceAction.MODIFY_MACHINE;
        }
        return shutdownBehavior.isPresent() ? InstanceAction.MODIFY_SHUTDOWN_BEHAVIOR : InstanceAction.MODIFY;
    }
}
