package dev.slipway.launcher.cli.smoke;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.launch.LaunchVerb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.wait.GoalText;
import dev.slipway.launcher.cli.wait.WaitGoals;
import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.keypair.PrivateKeyFiles;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.service.NetworkText;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.Subject;
import dev.slipway.launcher.smoke.check.Check;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.SizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The options that make a case of what is booted: the instance, what it must come to, and what it is asked then. */
abstract class SmokeCaseVerb extends LaunchVerb {

    private static final int MEBIBYTE = 1 << 20;

    private final WaitGoals waiting = new WaitGoals(
            option("--for", "STAGE", GoalText::read, "What each must come to, all of it: " + WaitGoals.STAGES + " (login)."),
            option("--timeout", "TIME", Values.DURATION, "How long each may take; beyond it the case fails with 10."),
            options("--stage-timeout", "STAGE=TIME", GoalText::deadline, WaitGoals.STAGE_TIMEOUT),
            option("--silence", "TIME", Values.DURATION, WaitGoals.SILENCE));
    private final Option<Pattern> console = options("--console", "REGEX", GoalText::pattern,
            "What the console must say; several in this order. Repeatable.");
    private final Option<Pattern> never = options("--never", "REGEX", GoalText::pattern,
            "What the console must not say until all else is there; the case fails with 20. Repeatable.");
    private final Option<Check.Tcp> tcp = options("--tcp", "PORT", CheckText::tcp,
            "A port of the guest that must take a connection then; it is forwarded by itself. Repeatable.");
    private final Option<Check.Http> http = options("--http", "PORT[/PATH]", CheckText::http,
            "A GET there that must be answered with a status below 400. Repeatable.");
    private final Option<Check.Command> commands = options("--command", "LINE", Check.Command::new,
            "A line for the guest's shell that must end with 0, by agent or ssh. Repeatable.");
    private final Option<Duration> checkTimeout = option("--check-timeout", "TIME", Values.DURATION,
            "How long each port, answer or command may take once all else is there (until --timeout).");
    private final Option<Architecture> architecture = option("--architecture", "ARCH", StoreValues.ARCHITECTURE,
            "What a file is for, or an image must be for: x86_64, i386 or arm64.");
    private final Option<BootMode> bootMode = option("--boot-mode", "MODE", StoreValues.BOOT_MODE,
            "The firmware to boot by instead of the image's: legacy-bios, uefi or uefi-preferred.");
    private final Option<Long> memory = option("--memory", "SIZE", Values.SIZE, "Memory, instead of the type's: 256M.");
    private final Option<Integer> cpus = option("--cpus", "N", Values.COUNT, "Processors, instead of the type's.");

    SmokeCaseVerb(String name, String summary) {
        super(name, summary);
    }

    final Optional<Architecture> architecture() {
        return architecture.value();
    }

    final Optional<BootMode> bootMode() {
        return bootMode.value();
    }

    /** A case of these options. */
    final SmokeCase smokeCase(String name, Subject subject, Invocation invocation) {
        List<Check> checks = new ArrayList<>(tcp.values());
        checks.addAll(http.values());
        checks.addAll(commands.values());
        WaitRequest goal = goal(invocation);
        SshRequest ssh = new SshRequest(Optional.empty(), Optional.empty(),
                new PrivateKeyFiles(invocation.settings().keyFolder()), false, goal.deadlines().overall());
        return new SmokeCase(name, subject, sized(forwarding(spec(Optional.empty()), invocation), invocation), goal, checks,
                checkTimeout.value(), ssh, command(subject));
    }

    private WaitRequest goal(Invocation invocation) {
        List<Goal> patterns = new ArrayList<>();
        console.values().forEach(pattern -> patterns.add(new Goal.ConsoleSays(pattern)));
        WaitRequest stages = waiting.request(invocation, patterns.isEmpty() ? GoalText.LOGIN : patterns);
        List<Goal> goals = new ArrayList<>(stages.goals());
        if (waiting.goals().given()) {
            goals.addAll(patterns);
        }
        never.values().forEach(pattern -> goals.add(new Goal.ConsoleNever(pattern)));
        return new WaitRequest(goals, stages.deadlines());
    }

    /** Ports that are asked for need a way from here, where the guest has no address of its own. */
    private LaunchSpec forwarding(LaunchSpec spec, Invocation invocation) {
        List<InterfaceRequest> networks = spec.networkInterfaces()
                .orElseGet(() -> NetworkText.interfaces(List.of(invocation.settings().network())));
        if (networks.isEmpty() || networks.get(0).kind() != NetworkKind.USER) {
            return spec;
        }
        List<ForwardRequest> forwards = new ArrayList<>(spec.forwards());
        tcp.values().forEach(check -> forward(check.port(), forwards));
        http.values().forEach(check -> forward(check.port(), forwards));
        return LaunchSpecDraft.of(spec).forwards(forwards).build();
    }

    private static void forward(int port, List<ForwardRequest> forwards) {
        if (port != ForwardRequest.SSH.guestPort() && forwards.stream().noneMatch(each -> each.guestPort() == port)) {
            forwards.add(new ForwardRequest(Optional.empty(), port));
        }
    }

    private LaunchSpec sized(LaunchSpec spec, Invocation invocation) {
        if (!memory.given() && !cpus.given()) {
            return spec;
        }
        InstanceType type = invocation.services().types().named(spec.instanceType().orElse(invocation.settings().instanceType()));
        int mebibytes = memory.value().map(bytes -> Math.toIntExact(Math.max(1, bytes / MEBIBYTE))).orElse(type.memoryMebibytes());
        return LaunchSpecDraft.of(spec).instanceType(Optional.of(SizedType.name(mebibytes, cpus.or(type.vcpus())))).build();
    }

    /** A command line for this case alone. */
    private List<String> command(Subject subject) {
        List<String> words = new ArrayList<>(List.of("slipway", "smoke", SubjectText.word(subject)));
        for (Given given : caseOptions()) {
            words.add(given.name());
            given.word().ifPresent(words::add);
        }
        return words;
    }

    /** What was given of the options that are of a case, and not of the run around it. */
    final List<Given> caseOptions() {
        Options known = new Options();
        return given().stream().filter(given -> known.knows(given.name())).toList();
    }

    /** The same options without a command line around them. */
    static final class Options extends SmokeCaseVerb {

        Options() {
            super("case", "A case of a file.");
        }

        @Override
        public int run(Invocation invocation) {
            throw new UnsupportedOperationException("a case is no command");
        }
    }
}
