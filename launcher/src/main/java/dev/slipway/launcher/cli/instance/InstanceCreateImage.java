package dev.slipway.launcher.cli.instance;

import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.launcher.cli.command.BlockDevicesText;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.disk.CreateImageRequest;
import dev.slipway.launcher.instance.disk.CreatedImage;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.ImageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** EC2's CreateImage: {@code slipway instance create-image} and {@code slipway image create} are one command. */
public final class InstanceCreateImage extends Verb {

    private final Argument<InstanceId> instance = argument("INSTANCE", InstanceId::new,
            "An instance that runs or is stopped.");
    private final Option<String> name = requiredOption("--name", "NAME", Values.TEXT,
            "Name of the image, 3 to 128 characters, unique among your images.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description, up to 255 characters.");
    private final Flag noReboot = flag("--no-reboot",
            "Leave the guest running; its agent freezes the file systems where it answers.");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long the guest may take to shut down before the plug is pulled (3m).");
    private final Option<List<BlockDeviceRequest>> devices = options("--block-device-mappings", "MAPPING",
            BlockDevicesText::read,
            "What differs from the instance's devices, as the AWS CLI has it: DeviceName=/dev/sdb,NoDevice='' leaves one "
                    + "out, DeviceName=/dev/sda1,Ebs={DeleteOnTermination=false} changes one, others are added.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag of the image; may be given several times.");
    private final Option<Tag> snapshotTags = options("--snapshot-tag", "KEY=VALUE", StoreValues.TAG,
            "A tag of its snapshots; may be given several times.");
    private final Flag dryRun = flag("--dry-run", "Say whether it would succeed, and do nothing.");

    /**
     * The command under one of its names.
     *
     * @param verb its name
     * @param line how it is called, for the examples
     */
    public InstanceCreateImage(String verb, String line) {
        super(verb, "Make an image of an instance: of all its volumes, at one moment.");
        example("slipway " + line + " i-0123456789abcdef0 --name web-2",
                "Shuts the guest down for that moment, and starts it again.");
        example("slipway " + line + " i-0123456789abcdef0 --name web-2 --no-reboot",
                "While the guest runs; without an agent the file systems are as after a power cut.");
    }

    @Override
    public int run(Invocation invocation) {
        List<BlockDeviceRequest> all = new ArrayList<>();
        devices.values().forEach(all::addAll);
        CreatedImage created = invocation.instances().createImage(new CreateImageRequest(instance.required(),
                name.required(), description.value(), noReboot.given(), timeout.or(Instances.STOP_PATIENCE), all,
                tags.values(), snapshotTags.values(), dryRun.given()), invocation.progress());
        if (created.consistency() == Consistency.CRASH_CONSISTENT) {
            invocation.note("no guest agent froze the file systems; the image holds them as after a power cut.");
        }
        invocation.output().print(ImageView.registered(created.image()));
        return 0;
    }
}
