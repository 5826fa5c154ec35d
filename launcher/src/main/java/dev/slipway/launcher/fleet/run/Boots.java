package dev.slipway.launcher.fleet.run;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Brings members up, no more at a time than the host carries. One thread launches, as many in one go as there is room for, while
 * those that were launched before are waited for beside it; whoever becomes ready makes room for the next.
 */
final class Boots {

    private final Instances instances;
    private final Progress progress;
    private final FleetListener listener;
    private final int atOnce;
    private final MemberLaunch launch;
    private final Waits waits;
    private final Started started;
    private final Deque<Boot> waiting = new ArrayDeque<>();
    private final List<Boot.Outcome> outcomes = new ArrayList<>();
    private int booting;

    private Boots(Work work, MemberLaunch launch, Started started, Waits waits) {
        this.instances = work.instances();
        this.progress = work.progress();
        this.listener = work.listener();
        this.atOnce = work.atOnce();
        this.launch = launch;
        this.started = started;
        this.waits = waits;
    }

    /**
     * Brings these up. Returns when each is ready or has failed; once too many have failed, or when it is interrupted, no more
     * are launched, no more are waited for, and the first failure, or INTERRUPTED, is thrown.
     *
     * @param launch makes the launches
     * @param started told what was started, also when this throws
     */
    static List<Boot.Outcome> run(Work work, MemberLaunch launch, List<Boot> boots, Tolerance tolerance, Started started) {
        try (Waits waits = new Waits(work)) {
            return new Boots(work, launch, started, waits).run(boots, tolerance);
        }
    }

    private List<Boot.Outcome> run(List<Boot> boots, Tolerance tolerance) {
        for (Boot boot : boots) {
            Optional<Member> running = boot.there().filter(member -> !Restarts.isOff(member.state()));
            if (running.isPresent()) {
                // It boots already, so nothing is gained by letting it wait for its turn.
                await(boot, running.get().instance());
            } else {
                waiting.add(boot);
            }
        }
        while (!waiting.isEmpty() || booting > 0) {
            boolean room = !waiting.isEmpty() && booting < atOnce;
            if (room) {
                begin(next());
            }
            for (Boot.Outcome outcome : waits.ended(!room)) {
                booting--;
                end(outcome);
            }
            tolerance.check(outcomes);
        }
        return outcomes;
    }

    /** As many as there is room for, of one group and one kind. */
    private List<Boot> next() {
        List<Boot> batch = new ArrayList<>(List.of(waiting.remove()));
        while (!waiting.isEmpty() && booting + batch.size() < atOnce && waiting.peek().group().equals(batch.get(0).group())
                && waiting.peek().there().isPresent() == batch.get(0).there().isPresent()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void begin(List<Boot> batch) {
        batch.forEach(boot -> listener.happened(FleetEvent.of(boot.name(), Happening.STARTING, boot.there().map(Member::id), "")));
        try {
            List<Instance> begun = batch.get(0).there().isPresent() ? startAgain(batch) : launch(batch);
            for (int i = 0; i < batch.size(); i++) {
                await(batch.get(i), begun.get(i));
            }
        } catch (SlipwayException e) {
            if (e.code() == HostError.INTERRUPTED) {
                throw e;
            }
            if (e.code() == LauncherError.INSUFFICIENT_CAPACITY && batch.size() > 1) {
                // There may be room for some of them.
                batch.forEach(boot -> begin(List.of(boot)));
            } else {
                batch.forEach(boot -> end(new Boot.Outcome(boot, Optional.empty(), Optional.of(e))));
            }
        }
    }

    private List<Instance> launch(List<Boot> batch) {
        List<Instance> launched = instances.launch(
                launch.request(batch.get(0).group(), batch.stream().map(Boot::index).toList()), progress);
        for (int i = 0; i < batch.size(); i++) {
            started.launched(launched.get(i).instanceId(), batch.get(i).name());
        }
        return launched;
    }

    private List<Instance> startAgain(List<Boot> batch) {
        List<InstanceId> ids = batch.stream().map(boot -> boot.there().orElseThrow().id()).toList();
        batch.forEach(boot -> started.again(boot.there().orElseThrow().id(), boot.name()));
        instances.start(ids);
        return instances.describe(ids);
    }

    private void await(Boot boot, Instance instance) {
        listener.happened(FleetEvent.of(boot.name(), Happening.BOOTING, Optional.of(instance.instanceId()), ""));
        waits.begin(boot, instance);
        booting++;
    }

    private void end(Boot.Outcome outcome) {
        outcomes.add(outcome);
        Optional<InstanceId> id = outcome.instance().map(Instance::instanceId);
        if (outcome.failure().isEmpty()) {
            return;
        }
        if (outcome.failure().get() instanceof SlipwayException known) {
            if (known instanceof HostException && known.code() == HostError.INTERRUPTED) {
                throw known;
            }
            listener.happened(FleetEvent.failed(outcome.boot().name(), id, known));
        } else {
            throw outcome.failure().get();
        }
    }
}
