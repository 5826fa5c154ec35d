package dev.slipway.launcher.cli.instance;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code slipway run}: EC2's RunInstances, and a wait for the guests to come up. */
public final class Run extends Verb {

    private final Argument<String> image = argument("IMAGE", Values.TEXT, "An image's id, name or channel: web:stable.");
    private final Option<String> type = option("--type", "TYPE", Values.TEXT, "Instance type; see: slipway type list.");
    private final Option<Integer> count = option("--count", "N", Values.COUNT, "How many; all of them or none (1).");
    private final Option<String> key = option("--key,--key-name", "NAME", Values.TEXT,
            "The key pair whose owner may log in; see: slipway key create.");
    private final Option<Path> userData = option("--user-data", "FILE", Values.PATH,
            "A file for cloud-init, at most 16 KiB.");
    private final Option<String> kernel = option("--kernel", "AKI", Values.TEXT,
            "Kernel image of a paravirtual image, instead of its own.");
    private final Option<String> ramdisk = option("--ramdisk", "ARI", Values.TEXT,
            "Ramdisk image of a paravirtual image, instead of its own.");
    private final Option<String> commandLine = option("--kernel-command-line", "TEXT", Values.TEXT,
            "What the kernel of a paravirtual image is told.");
    private final Option<ForwardRequest> forwards = options("--forward", "[PORT:]GUESTPORT", ForwardRequest::parse,
            "A port of 127.0.0.1 that leads to a TCP port of the guest; ssh is forwarded anyway. Repeatable.");
    private final Option<ShutdownBehavior> shutdown = option("--instance-initiated-shutdown-behavior", "BEHAVIOR",
            Values.oneOf(List.of(ShutdownBehavior.values()), ShutdownBehavior::ec2Name),
            "What the guest's own power-off means: stop or terminate (stop); not for an instance-store root.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG, "A tag of the instances. Repeatable.");
    private final Option<String> accelerator = option("--accelerator", "WORD", Values.oneOf(Settings.ACCELERATORS, word -> word),
            "auto, kvm or tcg, the emulator; see: slipway doctor.");
    private final Option<Goal> wait = option("--wait", "STAGE", GoalText::read,
            "Return when the guests are there: running, kernel, userspace, login, or console:REGEX (running).");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long --wait waits; beyond it the command fails with 10.");
    private final Flag showConsole = flag("--show-console",
            "Print what the guests print while --wait waits, on standard error.");
    private final Flag keep = flag("--keep",
            "Keep instances that do not get where --wait wants them; they are terminated otherwise.");
    private final Flag dryRun = flag("--dry-run", "Check everything, start nothing.");

    public Run() {
        super("run", "Launch instances of an image.");
        example("slipway run web --wait login", "One instance, ready to log in.");
        example("slipway run web --count 3 --type t3.small --tag Name=worker", "Three larger ones, with a name.");
        example("slipway run web --user-data cloud.yaml --forward 8080:80", "Configured by cloud-init; its port 80 here.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Instance> launched = invocation.instances().launch(request(invocation), invocation.progress());
        noteEmulation(invocation, launched);
        if (wait.given()) {
            await(invocation, launched);
        }
        InstanceView view = new InstanceView(invocation.settings().availabilityZone());
        invocation.output().print(view.reservation(launched));
        return 0;
    }

    private LaunchRequest request(Invocation invocation) {
        LaunchSpec spec = new LaunchSpecDraft()
                .imageId(Optional.of(image.required()))
                .instanceType(Optional.of(type.or(invocation.settings().instanceType())))
                .keyName(key.value())
                .userData(userData.value().map(UserDataFile::read))
                .kernelId(kernel.value())
                .ramdiskId(ramdisk.value())
                .kernelCommandLine(commandLine.value())
                .forwards(forwards.values())
                .instanceInitiatedShutdownBehavior(shutdown.value())
                .accelerator(accelerator(accelerator.or(invocation.settings().accelerator())))
                .instanceTags(tags.values())
                .build();
        return new LaunchRequest(spec, Optional.empty(), count.or(1), count.or(1), Optional.empty(), dryRun.given());
    }

    private static Optional<Accelerator> accelerator(String setting) {
        for (Accelerator accelerator : Accelerator.values()) {
            if (accelerator.word().equals(setting)) {
                return Optional.of(accelerator);
            }
        }
        return Optional.empty();
    }

    /** Said once, because an emulated guest is many times slower than people expect. */
    private static void noteEmulation(Invocation invocation, List<Instance> launched) {
        Instance first = launched.get(0);
        if (first.hardware().accelerator() == Accelerator.TCG && invocation.isInteractive()) {
            invocation.note("emulating, without KVM: " + String.join(" ", first.hardware().acceleratorReasons()));
        }
    }

    private void await(Invocation invocation, List<Instance> launched) {
        List<InstanceId> ids = new ArrayList<>();
        for (Instance instance : launched) {
            ids.add(instance.instanceId());
        }
        boolean there = false;
        try {
            invocation.instances().await(ids, wait.value().orElseThrow(), timeout.or(invocation.settings().timeout()),
                    LiveConsole.when(showConsole.given(), invocation));
            there = true;
        } finally {
            if (!there && !keep.given()) {
                terminate(invocation, ids);
            }
        }
    }

    /** What failed is already on its way to the user: a failure of the cleaning is added and does not replace it. */
    private static void terminate(Invocation invocation, List<InstanceId> ids) {
        // Ctrl-C ends the wait; the cleaning that follows must not be ended by the same one.
        boolean interrupted = Thread.interrupted();
        try {
            invocation.instances().terminate(ids);
        } catch (SlipwayException e) {
            invocation.note("the instances could not be terminated: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
