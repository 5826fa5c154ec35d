package dev.slipway.launcher.cli.volume;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.view.VolumeView;
import dev.slipway.launcher.instance.record.InstanceId;

/** {@code slipway volume detach}, EC2's DetachVolume. */
final class VolumeDetach extends Verb {

    private final Argument<VolumeId> volume = argument("VOLUME", StoreValues.VOLUME_ID, "A volume that is attached.");
    private final Option<InstanceId> instance = option("--instance", "INSTANCE", InstanceId::new,
            "Only if it is attached to this one.");
    private final Option<String> device = option("--device", "DEVICE", Values.TEXT, "Only if it is attached by this name.");

    VolumeDetach() {
        super("detach", "Detach a volume from a stopped instance.");
        example("slipway volume detach vol-0123456789abcdef0", "The volume stays, with all that is on it.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(VolumeView.attachment(invocation.instances().detachVolume(
                volume.required(), instance.value(), device.value()), "detached"));
        return 0;
    }
}
