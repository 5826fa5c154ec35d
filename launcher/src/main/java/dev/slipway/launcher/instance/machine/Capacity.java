package dev.slipway.launcher.instance.machine;

import dev.slipway.host.machine.HostMachine;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.request.LaunchPolicy;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.List;

/**
 * What of this host is left for guests: its memory and its processors, as often as the settings give them away, without
 * what this region's instances have that run or are about to. Stopped instances are not even read.
 */
public final class Capacity {

    private static final long MIB = 1024 * 1024;
    private static final List<String> TAKING = taking();

    private final HostMachine host;
    private final LaunchPolicy policy;

    /** The capacity of {@code host}, by what {@code policy} allows. */
    public Capacity(HostMachine host, LaunchPolicy policy) {
        this.host = host;
        this.policy = policy;
    }

    /** The instances of all accounts that take something of the host. */
    public List<Instance> running(Reader reader) {
        List<Instance> running = new ArrayList<>();
        for (Stored<Instance> stored : reader.list(Instance.TABLE, Query.all().whereAny("state", TAKING))) {
            running.add(stored.document());
        }
        return running;
    }

    /** What of it nobody has. */
    public Load free(Reader reader) {
        return limit().without(taken(reader));
    }

    /** How many machines that take {@code each} there is room for. */
    public int roomFor(Reader reader, Load each) {
        return limit().without(taken(reader)).holds(each);
    }

    /** Whether there is room. */
    public boolean has(Reader reader, Load wanted) {
        Load free = limit().without(taken(reader));
        return wanted.memoryMib() <= free.memoryMib() && wanted.vcpus() <= free.vcpus();
    }

    /**
     * Throws INSUFFICIENT_CAPACITY, and says what is missing, unless there is room.
     *
     * @param what is in want of it, for the message: {@code 2 x 't3.micro'}
     */
    public void require(Reader reader, Load wanted, String what) {
        Load limit = limit();
        Load free = limit.without(taken(reader));
        if (wanted.memoryMib() > free.memoryMib()) {
            throw new LauncherException(LauncherError.INSUFFICIENT_CAPACITY, "There is not enough memory for " + what + ": "
                    + missing(wanted.memoryMib(), free.memoryMib(), limit.memoryMib(), " MiB") + ".",
                    "Stop an instance, choose a smaller type (slipway type list), or raise the setting memory-overcommit.",
                    null);
        }
        if (wanted.vcpus() > free.vcpus()) {
            throw new LauncherException(LauncherError.INSUFFICIENT_CAPACITY, "There are not enough vCPUs for " + what + ": "
                    + missing(wanted.vcpus(), free.vcpus(), limit.vcpus(), "") + ".",
                    "Stop an instance, choose a smaller type (slipway type list), or raise the setting cpu-overcommit.",
                    null);
        }
    }

    private static String missing(long wanted, long free, long limit, String unit) {
        return wanted + unit + " are needed, " + free + unit + " of " + limit + unit + " are left, and so "
                + (wanted - free) + unit + " are missing";
    }

    private Load taken(Reader reader) {
        Load taken = Load.NONE;
        for (Instance instance : running(reader)) {
            taken = taken.and(Load.of(instance.hardware()));
        }
        return taken;
    }

    /** All that there is for guests. */
    public Load limit() {
        return new Load((long) (host.memory().totalBytes() / MIB * policy.memoryOvercommit()),
                (long) (host.logicalProcessors() * policy.cpuOvercommit()));
    }

    private static List<String> taking() {
        List<String> words = new ArrayList<>();
        for (InstanceState state : InstanceState.values()) {
            boolean takes = switch (state) {
                case PENDING, RUNNING, STOPPING, SHUTTING_DOWN -> true;
                case STOPPED, TERMINATED -> false;
            };
            if (takes) {
                words.add(state.toString());
            }
        }
        return words;
    }
}
