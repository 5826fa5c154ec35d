package dev.slipway.launcher.instance.readiness;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Finding;
import dev.slipway.launcher.boot.Probe;
import dev.slipway.launcher.boot.SshGreeting;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What can be asked about the stages of an instance that its console does not tell of. */
final class InstanceProbes {

    private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();
    /** Between two tries of a port that leads to nobody, each of which QEMU has its guest see. */
    private static final Duration SSH_PAUSE = Duration.ofMillis(250);
    /** An emulated guest that is busy takes seconds to fork a server for a connection; each try costs it another. */
    private static final int SSH_MILLIS = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration CLOUD_INIT_PAUSE = Duration.ofSeconds(1);

    private final Instance instance;
    private final Machines machines;
    private final MachineWatch.Heard heard;
    private final SeenAddresses addresses;

    InstanceProbes(Instance instance, Machines machines, MachineWatch watch) {
        this.instance = instance;
        this.machines = machines;
        this.heard = watch.of(instance.instanceId());
        this.addresses = new SeenAddresses(machines);
    }

    /** One for each stage that is probed. */
    List<Probe> all() {
        List<Probe> probes = new ArrayList<>();
        AgentTurns forAgent = new AgentTurns(heard);
        probes.add(new Probe(Stage.AGENT, PAUSE, () -> ask(forAgent, domain -> {
            domain.agent().ping();
            return Finding.THERE;
        })));
        AgentTurns forCloudInit = new AgentTurns(heard);
        probes.add(new Probe(Stage.CLOUD_INIT, CLOUD_INIT_PAUSE,
                () -> ask(forCloudInit, domain -> CloudInitResult.in(domain.agent().files()))));
        if (instance.interfaces().isEmpty()) {
            Finding none = new Finding.Lost(FailureCause.NO_NETWORK, "the instance has no network interface");
            probes.add(new Probe(Stage.NETWORK, PAUSE, () -> none));
            probes.add(new Probe(Stage.SSH, PAUSE, () -> none));
            return probes;
        }
        AgentTurns forNetwork = new AgentTurns(heard);
        probes.add(new Probe(Stage.NETWORK, PAUSE, () -> network(forNetwork)));
        AgentTurns forSsh = new AgentTurns(heard);
        probes.add(new Probe(Stage.SSH, SSH_PAUSE, () -> found(answersSsh(forSsh))));
        return probes;
    }

    /** A question to a running domain's agent. */
    @FunctionalInterface
    private interface Question {
        Finding ask(GuestDomain domain);
    }

    private Finding ask(AgentTurns turns, Question question) {
        if (!turns.isNext()) {
            return Finding.NOT_YET;
        }
        Optional<GuestDomain> found = machines.hypervisor().find(instance.instanceId().value());
        if (found.isEmpty()) {
            return Finding.NOT_YET;
        }
        try (GuestDomain domain = found.get()) {
            return question.ask(domain);
        } catch (HostException e) {
            if (isSilence(e)) {
                return Finding.NOT_YET;
            }
            throw e;
        }
    }

    /** No agent so far, or a machine that ended: whoever waits asks after that himself. */
    private static boolean isSilence(HostException e) {
        return e.kind() == HostError.AGENT_UNAVAILABLE || e.kind() == HostError.DOMAIN_NOT_FOUND
                || e.kind() == HostError.HYPERVISOR_FAILED;
    }

    /** Where nobody knows addresses, an ssh server that answers has one. */
    private Finding network(AgentTurns turns) {
        return found(!addresses.of(instance, turns.isNext()).isEmpty() || !heard.agentIsThere() && answersSsh(turns));
    }

    private boolean answersSsh(AgentTurns turns) {
        for (NetworkInterface each : instance.interfaces()) {
            OptionalInt port = each.sshPort();
            if (port.isPresent() && SshGreeting.heard(LOOPBACK, port.getAsInt(), SSH_MILLIS)) {
                return true;
            }
        }
        for (String address : addresses.reachable(instance, turns.isNext())) {
            if (SshGreeting.heard(address, NetworkInterface.SSH, SSH_MILLIS)) {
                return true;
            }
        }
        return false;
    }

    private static Finding found(boolean there) {
        return there ? Finding.THERE : Finding.NOT_YET;
    }
}
