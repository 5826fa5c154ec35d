package dev.slipway.launcher.cli.instance;

import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.launcher.cli.command.BlockDevicesText;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.launch.UserDataFile;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.attribute.ModifyRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code slipway instance modify}: EC2's ModifyInstanceAttribute. */
final class InstanceModify extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");
    private final Option<String> type = option("--instance-type,--type", "TYPE", Values.TEXT,
            "Its instance type, while it is stopped; see: slipway type list.");
    private final Option<String> userData = option("--user-data", "FILE", Values.TEXT,
            "What it is told, while it is stopped; an empty file for nothing. cloud-init does not run it again.");
    private final Option<String> kernel = option("--kernel", "AKI", Values.TEXT,
            "Kernel image of a paravirtual instance, while it is stopped.");
    private final Option<String> ramdisk = option("--ramdisk", "ARI", Values.TEXT,
            "Ramdisk image of a paravirtual instance, while it is stopped.");
    private final Option<String> commandLine = option("--kernel-command-line", "TEXT", Values.TEXT,
            "What the kernel of a paravirtual instance is told, while it is stopped.");
    private final Option<Boolean> termination = truth("--disable-api-termination",
            "Whether it is protected from being terminated.");
    private final Option<Boolean> stop = truth("--disable-api-stop", "Whether it is protected from being stopped.");
    private final Option<ShutdownBehavior> shutdown = option("--instance-initiated-shutdown-behavior", "BEHAVIOR",
            Values.oneOf(List.of(ShutdownBehavior.values()), ShutdownBehavior::ec2Name),
            "What the guest's own power-off means: stop or terminate.");
    private final Option<List<BlockDeviceRequest>> devices = options("--block-device-mappings", "MAPPING",
            BlockDevicesText::read,
            "Whether a volume goes with it: DeviceName=/dev/sdf,Ebs={DeleteOnTermination=true}. Repeatable.");
    private final Flag dryRun = flag("--dry-run", "Check everything, change nothing.");

    InstanceModify() {
        super("modify", "Change one attribute of an instance.");
        example("slipway instance modify i-0123456789abcdef0 --type t3.large", "Larger at its next start.");
        example("slipway instance modify i-0123456789abcdef0 --disable-api-termination true",
                "Protected from slipway instance terminate.");
        example("slipway instance modify i-0123456789abcdef0 --user-data cloud.yaml", "Told so from its next start on.");
    }

    private Option<Boolean> truth(String name, String description) {
        return option(name, "BOOLEAN", Values.oneOf(List.of(true, false), Object::toString), description);
    }

    @Override
    public int run(Invocation invocation) {
        invocation.instances().modify(new ModifyRequest(id.required(), type.value(), userData.value().map(UserDataFile::read),
                kernel.value(), ramdisk.value(), commandLine.value(), termination.value(), stop.value(), shutdown.value(),
                deleteOnTermination(), dryRun.given()));
        return 0;
    }

    private Map<String, Boolean> deleteOnTermination() {
        Map<String, Boolean> byDevice = new HashMap<>();
        for (List<BlockDeviceRequest> each : devices.values()) {
            for (BlockDeviceRequest device : each) {
                Optional<Boolean> wanted = device.ebs().flatMap(ebs -> ebs.deleteOnTermination());
                byDevice.put(device.deviceName(), wanted.orElseThrow(() -> new LauncherException(
                        LauncherError.INVALID_PARAMETER_VALUE, "The mapping of '" + device.deviceName() + "' has no"
                                + " Ebs.DeleteOnTermination, and nothing else of it can be modified.")));
            }
        }
        return byDevice;
    }
}
