package dev.slipway.launcher.instance.access;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The ways into the guests of an account's instances: the door to this package. */
public final class GuestAccess {

    private final Function<InstanceId, Instance> instances;
    private final GuestCommands commands;
    private final FileCopies copies;
    private final Screens screens;
    private final Consoles consoles;
    private final GuestPorts ports;

    /** @param instances the instance of an id in its true state; throws INSTANCE_NOT_FOUND */
    public GuestAccess(Function<InstanceId, Instance> instances, Machines machines, InstanceRecords records, StoreLayout layout) {
        this.instances = instances;
        this.screens = new Screens(machines);
        this.consoles = new Consoles(machines, layout);
        this.ports = new GuestPorts(machines, records);
        SshRoutes routes = new SshRoutes(machines, records, layout);
        this.commands = new GuestCommands(machines, routes);
        this.copies = new FileCopies(machines, routes);
    }

    /**
     * An ssh session for whoever sits at the terminal; returns its exit code, 255 where ssh itself failed. Throws
     * INCORRECT_INSTANCE_STATE for one that does not run, NOT_REACHABLE where no way leads to it, READINESS_TIMEOUT.
     *
     * @param words a command line for the guest's shell, as ssh takes it; none for a shell to type in
     * @param terminal whether the command gets a terminal too
     */
    public int ssh(InstanceId id, SshRequest request, List<String> words, boolean terminal) {
        return commands.session(allowing(InstanceAction.ENTER, id), request, words, terminal);
    }

    /** The private key that ssh would use, where it is known; a terminated or stopped instance has one too. */
    public Optional<Path> identity(InstanceId id, SshRequest request) {
        return commands.identity(instances.apply(id), request);
    }

    /** The way ssh would take into a running guest, as it is known without asking its ssh server; empty where there is none. */
    public Optional<SshRoute> route(InstanceId id, SshRequest request) {
        return commands.route(allowing(InstanceAction.ENTER, id), request);
    }

    /** Whether it was launched with a key pair. */
    public boolean hasKey(InstanceId id) {
        return instances.apply(id).keyName().isPresent();
    }

    /**
     * Runs a command in a guest and waits for its end. Throws INCORRECT_INSTANCE_STATE, NOT_REACHABLE, READINESS_TIMEOUT, and
     * PROGRAM_TIMED_OUT for a command that takes too long; by the agent, it goes on in the guest then.
     */
    public CommandOutcome exec(InstanceId id, CommandRequest request) {
        return commands.run(allowing(InstanceAction.ENTER, id), request);
    }

    /**
     * Where a TCP port of a running guest is reached from this host; throws INCORRECT_INSTANCE_STATE, and NOT_REACHABLE where no
     * forward leads to it and no address of it is known.
     */
    public GuestPorts.Place port(InstanceId id, int port) {
        return ports.where(allowing(InstanceAction.ENTER, id), port).orElseThrow(() -> new LauncherException(
                LauncherError.NOT_REACHABLE, "The port " + port + " of the instance '" + id + "' cannot be reached from here.",
                "On the network 'user' it needs a forward: --forward " + port));
    }

    /** Whether a running guest takes a connection on a TCP port now; throws INCORRECT_INSTANCE_STATE. */
    public boolean isOpen(InstanceId id, int port) {
        return ports.isOpen(allowing(InstanceAction.ENTER, id), port);
    }

    /**
     * A picture of a guest's screen as a PNG: EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleScreenshot.html">GetConsoleScreenshot</a>, which
     * answers a JPEG. Throws INCORRECT_INSTANCE_STATE, UNSUPPORTED_OPERATION for a guest without a screen.
     */
    public byte[] screenshot(InstanceId id) {
        return screens.picture(allowing(InstanceAction.SCREENSHOT, id));
    }

    /** The end of what a guest printed on its serial console since its last start, also of one that was terminated. */
    public ConsoleOutput consoleOutput(InstanceId id) {
        return consoles.output(allowing(InstanceAction.READ_CONSOLE, id).instanceId());
    }

    /** Tells the same, and then all the guest prints as it comes, until it goes off or the thread is interrupted. */
    public void followConsole(InstanceId id, Consumer<byte[]> reader) {
        consoles.follow(allowing(InstanceAction.READ_CONSOLE, id).instanceId(), reader);
    }

    /**
     * Opens the serial console of a running guest, both ways; the caller closes it. Throws INCORRECT_INSTANCE_STATE,
     * CONSOLE_IN_USE when somebody has it.
     *
     * @param force throws whoever has it off
     */
    public ConsoleSession attachConsole(InstanceId id, boolean force) {
        return consoles.attach(allowing(InstanceAction.ENTER, id).instanceId(), force);
    }

    /**
     * Copies a file or a folder into a guest or out of it, with modes, times and links. Throws what {@link #exec} throws,
     * INVALID_PARAMETER_VALUE for a source that is not there or a target of another kind, COPY_FAILED, UNSUPPORTED_OPERATION for a
     * folder on the agent's way.
     */
    public void copy(InstanceId id, CopyRequest request, Progress progress) {
        copies.run(allowing(InstanceAction.ENTER, id), request, progress);
    }

    private Instance allowing(InstanceAction action, InstanceId id) {
        Instance instance = instances.apply(id);
        action.require(instance, instance.state() == InstanceState.STOPPED ? "slipway instance start " + id : null);
        return instance;
    }
}
