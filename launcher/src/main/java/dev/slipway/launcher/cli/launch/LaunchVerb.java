package dev.slipway.launcher.cli.launch;

import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.BlockDevicesText;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.request.CpuOptions;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.instance.request.MetadataOptionsRequest;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.service.NetworkText;
import dev.slipway.launcher.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command that says what instances are to be: the options of EC2's RunInstances that a launch template may hold, too. */
public abstract class LaunchVerb extends Verb {

    private final Option<String> type = option("--type,--instance-type", "TYPE", Values.TEXT,
            "Instance type; see: slipway type list.");
    private final Option<String> key = option("--key,--key-name", "NAME", Values.TEXT,
            "The key pair whose owner may log in.");
    private final Option<String> userData = option("--user-data", "FILE", Values.TEXT,
            "A file for cloud-init, at most 16 KiB, text or binary, gzip or not; - for standard input.");
    private final Option<String> hostname = option("--hostname", "NAME", Values.TEXT,
            "The guest's name; several instances are NAME-0, NAME-1 and so on. Its instance's id unless given.");
    private final Option<List<BlockDeviceRequest>> devices = options("--block-device-mapping,--block-device-mappings", "MAPPING",
            BlockDevicesText::read, "A device beside the image's, or a change of one, as the AWS CLI has it:"
                    + " DeviceName=/dev/sda1,Ebs={VolumeSize=20}; VirtualName=ephemeral0 for a disk of the type; NoDevice=''"
                    + " leaves one out; or JSON. Repeatable.");
    private final Option<CpuOptions> cpus = option("--cpu-options", "OPTIONS", CpuOptionsText::read,
            "How the type's processors are laid out, or fewer of them: CoreCount=2,ThreadsPerCore=1.");
    private final Option<String> kernel = option("--kernel,--kernel-id", "AKI", Values.TEXT,
            "Kernel image of a paravirtual image, instead of its own.");
    private final Option<String> ramdisk = option("--ramdisk,--ramdisk-id", "ARI", Values.TEXT,
            "Ramdisk image of a paravirtual image, instead of its own.");
    private final Option<String> commandLine = option("--kernel-command-line", "TEXT", Values.TEXT,
            "What the kernel of a paravirtual image is told.");
    private final Flag secureBoot = flag("--secure-boot", "Run signed boot loaders only; for images that boot by UEFI.");
    private final Option<String> networks = options("--network", "NETWORK", NetworkText::word,
            "A network interface: user, none, nat, nat:NAME or bridge:NAME (user). Repeatable.");
    private final Option<String> address = option("--private-ip-address", "ADDRESS", Values.TEXT,
            "The address of the first interface, on a network that gives one.");
    private final Option<String> groups = options("--security-group", "GROUP", Values.TEXT,
            "A security group of the first interface, by id or name. Repeatable.");
    private final Option<ForwardRequest> forwards = options("--forward", "[PORT:]GUESTPORT", ForwardRequest::parse,
            "A port of 127.0.0.1 that leads to a TCP port of the guest; ssh is forwarded anyway. Repeatable.");
    private final Option<MetadataOptionsRequest> metadata = option("--metadata-options", "OPTIONS", MetadataOptionsText::read,
            "How its metadata service answers, as the AWS CLI has it: HttpTokens=required,HttpPutResponseHopLimit=2.");
    private final Option<SeedKind> seed = option("--seed", "WORD", Values.oneOf(List.of(SeedKind.values()), SeedKind::word),
            "How its guest is told about itself beside the metadata service: nocloud, by a disk, or none (nocloud).");
    private final Option<ShutdownBehavior> shutdown = option("--instance-initiated-shutdown-behavior", "BEHAVIOR",
            Values.oneOf(List.of(ShutdownBehavior.values()), ShutdownBehavior::ec2Name),
            "What the guest's own power-off means: stop or terminate (stop); not for an instance-store root.");
    private final Flag noTermination = flag("--disable-api-termination", "Termination protection: refuse to terminate it.");
    private final Flag termination = flag("--enable-api-termination", "None, whatever the launch template says.");
    private final Flag noStop = flag("--disable-api-stop", "Stop protection: refuse to stop or terminate it.");
    private final Flag stop = flag("--enable-api-stop", "None, whatever the launch template says.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG, "A tag of the instances. Repeatable.");
    private final Option<Tag> volumeTags = options("--volume-tag", "KEY=VALUE", StoreValues.TAG,
            "A tag of the volumes that are made for them. Repeatable.");
    private final Option<Display> display = option("--display", "WORD",
            Values.oneOf(List.of(Display.values()), Display::word),
            "What guests have for a screen: none, card (for instance screenshot), or vnc, on 127.0.0.1 (none).");
    private final Option<String> accelerator = option("--accelerator", "WORD", Values.oneOf(Settings.ACCELERATORS, word -> word),
            "auto, kvm or tcg, the emulator; see: slipway doctor.");

    /** A command with this name and a one-sentence summary. */
    protected LaunchVerb(String name, String summary) {
        super(name, summary);
    }

    /** What the options say, and no more: what follows from settings is added by whoever launches. */
    protected final LaunchSpec spec(Optional<String> image) {
        List<BlockDeviceRequest> mappings = new ArrayList<>();
        devices.values().forEach(mappings::addAll);
        return new LaunchSpecDraft()
                .imageId(image)
                .instanceType(type.value())
                .keyName(key.value())
                .userData(userData.value().map(UserDataFile::read))
                .kernelId(kernel.value())
                .ramdiskId(ramdisk.value())
                .kernelCommandLine(commandLine.value())
                .secureBoot(secureBoot.given() ? Optional.of(true) : Optional.empty())
                .blockDeviceMappings(mappings)
                .networkInterfaces(networks.given()
                        ? Optional.of(NetworkText.interfaces(networks.values())) : Optional.empty())
                .privateIpAddress(address.value())
                .securityGroups(groups.values())
                .forwards(forwards.values())
                .instanceInitiatedShutdownBehavior(shutdown.value())
                .disableApiTermination(either(noTermination, termination))
                .disableApiStop(either(noStop, stop))
                .cpuOptions(cpus.value())
                .accelerator(accelerator.value())
                .display(display.value())
                .metadataOptions(metadata.value())
                .seed(seed.value())
                .hostname(hostname.value())
                .instanceTags(tags.values())
                .volumeTags(volumeTags.values())
                .build();
    }

    private static Optional<Boolean> either(Flag on, Flag off) {
        if (on.given() && off.given()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    on.names().get(0) + " and " + off.names().get(0) + " contradict each other.");
        }
        return on.given() || off.given() ? Optional.of(on.given()) : Optional.empty();
    }
}
