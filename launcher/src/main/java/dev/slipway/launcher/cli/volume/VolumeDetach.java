package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.disk.DetachRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.VolumeView;
import java.time.Duration;

/** {@code slipway volume detach}, EC2's DetachVolume. */
final class VolumeDetach extends Verb {

    private final Argument<VolumeId> volume = argument("VOLUME", StoreValues.VOLUME_ID, "A volume that is attached.");
    private final Option<InstanceId> instance = option("--instance", "INSTANCE", InstanceId::new,
            "Only if it is attached to this one.");
    private final Option<String> device = option("--device", "DEVICE", Values.TEXT, "Only if it is attached by this name.");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long the guest may take to let go of it; 30s unless given.");
    private final Flag force = flag("--force", "Take it from a guest that does not let go; what the guest has not flushed is lost.");
    private final Flag dryRun = flag("--dry-run", "Only say whether it would succeed.");

    VolumeDetach() {
        super("detach", "Detach a volume; it stays, with all that is on it.");
        example("slipway volume detach vol-0123456789abcdef0", "Unmount it in the guest first, as on EC2.");
        example("slipway volume detach vol-0123456789abcdef0 --force --timeout 5s", "From a guest that hangs.");
        example("slipway volume detach vol-0123456789abcdef0 --timeout 2m", "A guest that still boots lets go when it is up.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(VolumeView.detached(invocation.instances().detachVolume(
                new DetachRequest(volume.required(), instance.value(), device.value(), force.given(),
                        timeout.or(DetachRequest.PATIENCE), dryRun.given()))));
        return 0;
    }
}
