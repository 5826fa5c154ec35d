package dev.slipway.launcher.fleet.run;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings members up, no more at a time than the host carries. One thread launches, as many in one go as there is room for, while
 * those that were launched before are waited for beside it; whoever becomes ready makes room for the next.
 */
public final class Boots implements AutoCloseable {

    private static final Duration ANY_TIME = Duration.ofDays(1);

    private final Instances instances;
    private final Progress progress;
    private final FleetListener listener;
    private final int atOnce;
    private final Supplier<MemberLaunch> launch;
    private final Waits waits;
    private final Started started;
    private final Deque<Boot> waiting = new ArrayDeque<>();
    private final List<Boot.Outcome> ended = new ArrayList<>();
    private int booting;

    /**
     * @param launch makes the launches
     * @param started told what was started, also of what fails
     */
    public Boots(Work work, Supplier<MemberLaunch> launch, Started started) {
        this.instances = work.instances();
        this.progress = work.progress();
        this.listener = work.listener();
        this.atOnce = work.atOnce();
        this.launch = launch;
        this.started = started;
        this.waits = new Waits(work);
    }

    /**
     * Brings these up. Returns when each is ready or has failed; once too many have failed, or when it is interrupted, no more
     * are launched, no more are waited for, and the first failure, or INTERRUPTED, is thrown.
     *
     * @param launch makes the launches
     * @param started told what was started, also when this throws
     */
    public static List<Boot.Outcome> run(Work work, MemberLaunch launch, List<Boot> boots, Tolerance tolerance, Started started) {
        try (Boots all = new Boots(work, () -> launch, started)) {
            List<Boot.Outcome> outcomes = new ArrayList<>();
            all.add(boots);
            while (!all.isIdle()) {
                outcomes.addAll(all.advance(ANY_TIME));
                tolerance.check(outcomes);
            }
            return outcomes;
        }
    }

    /** Adds members that are to come up when it is their turn. */
    public void add(List<Boot> boots) {
        for (Boot boot : boots) {
            Optional<Member> running = boot.there().filter(member -> !member.isOff());
            if (running.isPresent()) {
                // It boots already, so nothing is gained by letting it wait for its turn.
                await(boot, running.get().instance());
            } else {
                waiting.add(boot);
            }
        }
    }

    /** Whether there is nothing left to come up. */
    public boolean isIdle() {
        return waiting.isEmpty() && booting == 0 && ended.isEmpty();
    }

    /**
     * Launches as many as there is room for, and returns those that have become ready or failed since. Throws INTERRUPTED.
     *
     * @param patience how long to wait for one that has, where there is none
     */
    public List<Boot.Outcome> advance(Duration patience) {
        if (!waiting.isEmpty() && booting < atOnce) {
            begin(next());
        }
        boolean more = !ended.isEmpty() || !waiting.isEmpty() && booting < atOnce;
        for (Boot.Outcome outcome : waits.ended(more ? Duration.ZERO : patience)) {
            booting--;
            end(outcome);
        }
        List<Boot.Outcome> now = List.copyOf(ended);
        ended.clear();
        return now;
    }

    @Override
    public void close() {
        waits.close();
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
                launch.get().request(batch.get(0).group(), batch.stream().map(Boot::index).toList()), progress);
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
        ended.add(outcome);
        Optional<InstanceId> id = outcome.instance().map(Instance::instanceId);
        if (outcome.failure().isEmpty()) {
            return;
        }
        if (outcome.failure().get() instanceof SlipwayException known) {
            if (known.code() == HostError.INTERRUPTED) {
                throw known;
            }
            listener.happened(FleetEvent.failed(outcome.boot().name(), id, known));
        } else {
            throw outcome.failure().get();
        }
    }
}
