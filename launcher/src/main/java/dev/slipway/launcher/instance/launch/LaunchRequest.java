package dev.slipway.launcher.instance.launch;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.seed.UserData;
import java.util.List;
import java.util.Optional;

/**
 * What a launch asks for: the part of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html">RunInstances</a> that is built so far.
 *
 * @param image an image's id or name
 * @param instanceType such as {@code t3.micro}
 * @param count how many; all of them or none
 * @param userData what cloud-init gets
 * @param kernel a kernel image instead of the image's own, by id or name
 * @param ramdisk a ramdisk image instead of the image's own
 * @param kernelCommandLine what the kernel is told instead of what the image says
 * @param forwards ports of this host that are to lead into the guest; ssh is forwarded anyway
 * @param shutdownBehavior what the guest's own power-off means; it stops an instance whose root is a volume unless given,
 *     and always terminates one whose root is an instance store
 * @param accelerator what the user insists on; empty for what works
 * @param tags tags of the instances
 * @param dryRun whether to check everything and start nothing
 */
public record LaunchRequest(
        String image,
        String instanceType,
        int count,
        UserData userData,
        Optional<String> kernel,
        Optional<String> ramdisk,
        Optional<String> kernelCommandLine,
        List<ForwardRequest> forwards,
        Optional<ShutdownBehavior> shutdownBehavior,
        Optional<Accelerator> accelerator,
        List<Tag> tags,
        boolean dryRun) {

    /** More than any one host carries; a slip of the finger is caught here. */
    public static final int MOST_AT_ONCE = 1000;

    public LaunchRequest {
        requireNonNull(image, "image");
        requireNonNull(instanceType, "instanceType");
        requireNonNull(shutdownBehavior, "shutdownBehavior");
        requireNonNull(accelerator, "accelerator");
        forwards = List.copyOf(forwards);
        tags = List.copyOf(tags);
        if (count < 1 || count > MOST_AT_ONCE) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The count " + count + " is not between 1 and " + MOST_AT_ONCE + ".");
        }
    }
}
