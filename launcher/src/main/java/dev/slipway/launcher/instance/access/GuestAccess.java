package dev.slipway.launcher.instance.access;

import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The ways into the guests of an account's instances: the door to this package. */
public final class GuestAccess {

    private final Function<InstanceId, Instance> instances;
    private final GuestCommands commands;

    /** @param instances the instance of an id in its true state; throws INSTANCE_NOT_FOUND */
    public GuestAccess(Function<InstanceId, Instance> instances, Machines machines, InstanceRecords records, StoreLayout layout) {
        this.instances = instances;
        this.commands = new GuestCommands(machines, new SshRoutes(machines, records, layout));
    }

    /**
     * An ssh session for whoever sits at the terminal; returns its exit code, 255 where ssh itself failed. Throws
     * INCORRECT_INSTANCE_STATE for one that does not run, NOT_REACHABLE where no way leads to it, READINESS_TIMEOUT.
     *
     * @param words a command line for the guest's shell, as ssh takes it; none for a shell to type in
     * @param terminal whether the command gets a terminal too
     */
    public int ssh(InstanceId id, SshRequest request, List<String> words, boolean terminal) {
        return commands.session(running(id), request, words, terminal);
    }

    /** The private key that ssh would use, where it is known; a terminated or stopped instance has one too. */
    public Optional<Path> identity(InstanceId id, SshRequest request) {
        return commands.identity(instances.apply(id), request);
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
        return commands.run(running(id), request);
    }

    private Instance running(InstanceId id) {
        Instance instance = instances.apply(id);
        if (instance.state() != InstanceState.RUNNING) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                    "The instance '" + id + "' is " + instance.state() + "; nobody can get into it.",
                    instance.state() == InstanceState.STOPPED ? "slipway instance start " + id : null);
        }
        return instance;
    }
}
