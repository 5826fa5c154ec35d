package dev.slipway.launcher.fleet.run;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.fleet.plan.FleetTags;
import dev.slipway.launcher.instance.readiness.WaitListener;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The waits for members that boot, each in a thread of its own. Whoever closes this ends those that still go on. */
final class Waits implements AutoCloseable {

    private final Work work;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Boot.Outcome> ended = new LinkedBlockingQueue<>();

    Waits(Work work) {
        this.work = work;
    }

    /** Waits for a member, whose deadlines count from now. */
    void begin(Boot boot, Instance instance) {
        threads.execute(() -> ended.add(await(boot, instance)));
    }

    private Boot.Outcome await(Boot boot, Instance instance) {
        try {
            Instance ready = work.instances().awaitLaunched(List.of(instance), boot.group().group().ready(), told(boot)).get(0);
            work.tags().add(List.of(ready.instanceId().value()), List.of(FleetTags.ready(ready)));
            return new Boot.Outcome(boot, Optional.of(ready), Optional.empty());
        } catch (RuntimeException e) {
            return new Boot.Outcome(boot, Optional.of(instance), Optional.of(e));
        }
    }

    private WaitListener told(Boot boot) {
        return new WaitListener() {
            @Override
            public void console(InstanceId id, String text) {
                work.listener().console(boot.name(), text);
            }

            @Override
            public void verdict(InstanceId id, Verdict verdict, Optional<LauncherException> error) {
                if (error.isEmpty()) {
                    work.listener().happened(FleetEvent.of(boot.name(), Happening.READY, Optional.of(id),
                            verdict.stage().map(stage -> stage.word()).orElse("")));
                }
            }
        };
    }

    /**
     * The waits that have ended since this was last asked.
     *
     * @param patience how long to wait until there is one
     */
    List<Boot.Outcome> ended(Duration patience) {
        List<Boot.Outcome> all = new ArrayList<>();
        try {
            Boot.Outcome first = ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                all.add(first);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "The work on the fleet was interrupted.", e);
        }
        ended.drainTo(all);
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
