package dev.slipway.launcher.instance.access;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Decides on which way to get into a guest that may still be booting: whichever is open first. */
final class Ways {

    private static final long PAUSE_MILLIS = 200;

    private final Machines machines;
    private final SshRoutes routes;

    Ways(Machines machines, SshRoutes routes) {
        this.machines = machines;
        this.routes = routes;
    }

    /**
     * The way that is asked for, else the agent where it answers before an ssh server does. Whoever names a user or a key
     * means ssh. Throws NOT_REACHABLE when neither answers in time.
     */
    Way choose(Instance instance, Optional<Way> asked, SshRequest ssh) {
        if (asked.isPresent() && asked.get() == Way.SSH
                || asked.isEmpty() && (ssh.user().isPresent() || ssh.identity().isPresent())) {
            return Way.SSH;
        }
        long end = System.nanoTime() + ssh.patience().toNanos();
        try (GuestDomain domain = machines.require(instance.instanceId())) {
            while (true) {
                if (agentAnswers(domain)) {
                    return Way.AGENT;
                }
                if (asked.isEmpty() && routes.isOpen(instance)) {
                    return Way.SSH;
                }
                if (System.nanoTime() > end) {
                    throw silence(instance, asked.isPresent(), ssh);
                }
                routes.requireThere(instance.instanceId());
                pause();
            }
        }
    }

    private static boolean agentAnswers(GuestDomain domain) {
        try {
            domain.agent().ping();
            return true;
        } catch (HostException e) {
            if (e.kind() == HostError.AGENT_UNAVAILABLE) {
                return false;
            }
            throw e;
        }
    }

    private static LauncherException silence(Instance instance, boolean agentOnly, SshRequest ssh) {
        String id = instance.instanceId().value();
        String who = agentOnly ? "The agent of the instance '" + id + "' does not answer"
                : "Neither the agent nor an ssh server of the instance '" + id + "' answers";
        return new LauncherException(LauncherError.NOT_REACHABLE, who + " after " + ssh.patience().toSeconds() + " s.",
                "Install qemu-guest-agent in its image, or see what it does: slipway instance console " + id);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "Interrupted while waiting for a guest.", e);
        }
    }
}
