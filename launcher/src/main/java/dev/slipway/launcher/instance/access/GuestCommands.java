package dev.slipway.launcher.instance.access;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.agent.CommandResult;
import dev.slipway.host.process.ForegroundProgram;
import dev.slipway.host.process.ShellWords;
import dev.slipway.host.process.Subprocess;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs commands in guests. */
final class GuestCommands {

    /** What a shell ends with where there is no such program. */
    private static final int NO_SUCH_PROGRAM = 127;
    private static final String NOT_EXECUTED = "Failed to execute child process";
    private static final byte[] NOTHING = new byte[0];

    private final Machines machines;
    private final SshRoutes routes;
    private final Ways ways;

    GuestCommands(Machines machines, SshRoutes routes) {
        this.machines = machines;
        this.routes = routes;
        this.ways = new Ways(machines, routes);
    }

    CommandOutcome run(Instance instance, CommandRequest request) {
        if (ways.choose(instance, request.way(), request.ssh()) == Way.SSH) {
            return bySsh(instance, request);
        }
        try {
            return byAgent(instance.instanceId(), request);
        } catch (HostException e) {
            // Some systems ship an agent that may not run commands. With input half read there is no second try.
            if (request.way().isEmpty() && request.input().isEmpty() && isForbidden(e)) {
                return bySsh(instance, request);
            }
            throw e;
        }
    }

    private static boolean isForbidden(HostException e) {
        return e.kind() == HostError.HYPERVISOR_FAILED
                && (e.getMessage().contains("has been disabled") || e.getMessage().contains("CommandNotFound"));
    }

    private CommandOutcome byAgent(InstanceId id, CommandRequest request) {
        byte[] input = request.input().map(GuestCommands::readAll).orElse(NOTHING);
        try (GuestDomain domain = machines.require(id)) {
            CommandResult result = domain.agent().exec(request.command(), input, request.timeout());
            return new CommandOutcome(id, Way.AGENT, result.exit(), result.stdout(), result.stderr(), result.truncated());
        } catch (HostException e) {
            if (e.kind() == HostError.HYPERVISOR_FAILED && e.getMessage().contains(NOT_EXECUTED)) {
                String said = request.command().get(0) + ": not found\n";
                return new CommandOutcome(id, Way.AGENT, NO_SUCH_PROGRAM, NOTHING, said.getBytes(StandardCharsets.UTF_8), false);
            }
            throw e;
        }
    }

    private CommandOutcome bySsh(Instance instance, CommandRequest request) {
        SshRoute route = routes.find(instance, request.ssh());
        List<String> command = new ArrayList<>(route.unattended());
        command.add(ShellWords.line(request.command()));
        if (!request.captured()) {
            int exit = ForegroundProgram.run(command, request.input().isPresent(), request.timeout());
            return new CommandOutcome(instance.instanceId(), Way.SSH, exit, NOTHING, NOTHING, false);
        }
        Subprocess ssh = Subprocess.of(command, request.timeout());
        request.input().ifPresent(input -> ssh.input(readAll(input)));
        Subprocess.Output output = ssh.runToAnyExit();
        return new CommandOutcome(instance.instanceId(), Way.SSH, output.exit(),
                output.stdout().getBytes(StandardCharsets.UTF_8), output.stderr().getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * A session for whoever sits at the terminal.
     *
     * @param words a command line for the guest's shell, as ssh takes it; none for a shell to type in
     * @param terminal whether the command gets a terminal too
     */
    int session(Instance instance, SshRequest request, List<String> words, boolean terminal) {
        List<String> command = new ArrayList<>(routes.find(instance, request).attended());
        if (terminal) {
            command.add(1, "-t");
        }
        command.addAll(words);
        return ForegroundProgram.run(command, true, Duration.ofDays(365));
    }

    /** The way into a guest, as it is known now. */
    Optional<SshRoute> route(Instance instance, SshRequest request) {
        return routes.known(instance, request);
    }

    /** The private key of the instance's key pair, if it is known. */
    Optional<Path> identity(Instance instance, SshRequest request) {
        return routes.identity(instance, request);
    }

    private static byte[] readAll(InputStream input) {
        try {
            return input.readAllBytes();
        } catch (IOException e) {
            throw FileFailure.of(Path.of("/dev/stdin"), "be read", e);
        }
    }
}
