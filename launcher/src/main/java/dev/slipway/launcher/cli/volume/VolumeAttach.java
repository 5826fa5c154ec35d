package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.disk.AttachRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.VolumeView;

/** {@code slipway volume attach}, EC2's AttachVolume. */
final class VolumeAttach extends Verb {

    private final Argument<VolumeId> volume = argument("VOLUME", StoreValues.VOLUME_ID, "A volume that is available.");
    private final Argument<InstanceId> instance = argument("INSTANCE", InstanceId::new, "An instance that is running or stopped.");
    private final Option<String> device = option("--device", "DEVICE", Values.TEXT,
            "Its name on the instance, such as /dev/sdf; the first free one from there on unless given.");
    private final Flag dryRun = flag("--dry-run", "Only say whether it would succeed.");

    VolumeAttach() {
        super("attach", "Attach a volume to an instance; it stays when the instance is terminated.");
        example("slipway volume attach vol-0123456789abcdef0 i-0123456789abcdef0",
                "A guest that runs has it at once, as /dev/disk/by-id/virtio-vol0123456789abcdef0.");
        example("slipway volume attach vol-0123456789abcdef0 i-0123456789abcdef0 --device /dev/sdm",
                "By another name than the first free one.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(VolumeView.attached(invocation.instances().attachVolume(
                instance.required(), new AttachRequest(volume.required(), device.value(), dryRun.given()))));
        return 0;
    }
}
