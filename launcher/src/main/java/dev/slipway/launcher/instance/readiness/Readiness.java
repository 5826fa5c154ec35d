package dev.slipway.launcher.instance.readiness;

import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.boot.ConsoleFile;
import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.boot.ReadinessWait;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.Trace;
import dev.slipway.launcher.instance.state.InstanceAction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waits until guests have come up, and tells why one does not: EC2's waiters, and what a hypervisor knows beyond them.
 * The console and the domain are watched for all; agent, ssh server and addresses only where a stage asks for them,
 * because the connection with events that goes with it costs a cold process as much as everything else.
 */
public final class Readiness {

    private static final String WINDOWS = "windows";

    private final InstanceRecords records;
    private final Machines machines;
    private final StoreLayout layout;

    /** Waits for instances of {@code records}, whose domains are on {@code machines} and whose consoles are in the layout. */
    public Readiness(InstanceRecords records, Machines machines, StoreLayout layout) {
        this.records = records;
        this.machines = machines;
        this.layout = layout;
    }

    /**
     * Waits for instances, as they were just observed. Stages need a machine that runs; words on a console may also be of
     * one that has ended since. Throws INCORRECT_INSTANCE_STATE, and what {@link #awaitLaunched} throws.
     */
    public List<Verdict.Ready> await(List<Instance> instances, WaitRequest request, WaitListener listener) {
        for (Instance instance : instances) {
            if (request.needsMachine()) {
                InstanceAction.AWAIT.require(instance);
            }
        }
        return run(instances, request, listener);
    }

    /**
     * Waits for instances whose domains this process has started, and adds the stages to their traces. All are waited for at
     * once. The error of the first that fails is thrown as soon as it is known, and the other waits end with it; it says
     * which: see the readiness codes of {@link LauncherError}.
     *
     * @return the instances as they are recorded then
     */
    public List<Instance> awaitLaunched(List<Instance> launched, WaitRequest request, WaitListener listener) {
        List<Verdict.Ready> verdicts = run(launched, request, listener);
        return records.catalogue().change(change -> {
            List<Instance> traced = new ArrayList<>(launched.size());
            for (int i = 0; i < launched.size(); i++) {
                List<Trace.Phase> phases = phases(verdicts.get(i));
                traced.add(records.update(change, launched.get(i).instanceId(), now -> now.with(now.trace().and(phases))));
            }
            return traced;
        });
    }

    private static List<Trace.Phase> phases(Verdict verdict) {
        List<Trace.Phase> phases = new ArrayList<>();
        for (Map.Entry<Stage, Long> stage : verdict.stages().entrySet()) {
            phases.add(new Trace.Phase(stage.getKey().word(), 0, stage.getValue()));
        }
        return phases;
    }

    private List<Verdict.Ready> run(List<Instance> instances, WaitRequest request, WaitListener listener) {
        try (MachineWatch watch = new MachineWatch()) {
            if (request.asksBeyondTheConsole()) {
                watch.listen(machines.connectWithEvents());
            }
            List<Parallel.Task<Verdict.Ready>> tasks = new ArrayList<>();
            for (Instance instance : instances) {
                tasks.add(() -> await(instance, request, watch, listener));
            }
            return Parallel.untilOneFails(tasks);
        }
    }

    private Verdict.Ready await(Instance instance, WaitRequest request, MachineWatch watch, WaitListener listener)
            throws InterruptedException {
        Path log = new InstanceFiles(layout, instance.instanceId()).console();
        Instant start = instance.lifecycle().launchTime();
        Duration age = Duration.between(start, Instant.now());
        Verdict verdict = new ReadinessWait(ConsoleFile.since(log, start), age.isNegative() ? Duration.ZERO : age,
                request.goals(), deadlines(instance, request.deadlines()),
                new InstanceMachine(instance.instanceId(), machines, watch),
                request.asksBeyondTheConsole() ? new InstanceProbes(instance, machines, watch).all() : List.of(),
                text -> listener.console(instance.instanceId(), text)).await();
        if (verdict instanceof Verdict.Failed failed) {
            LauncherException error = ReadinessFailure.of(instance.instanceId(), failed);
            listener.verdict(instance.instanceId(), verdict, Optional.of(error));
            throw error;
        }
        listener.verdict(instance.instanceId(), verdict, Optional.empty());
        return (Verdict.Ready) verdict;
    }

    /** Windows prints nothing on a serial line, however well it does. */
    private static Deadlines deadlines(Instance instance, Deadlines asked) {
        boolean silent = instance.platform().map(WINDOWS::equalsIgnoreCase).orElse(false);
        return silent ? new Deadlines(asked.overall(), asked.stages(), Optional.empty()) : asked;
    }
}
