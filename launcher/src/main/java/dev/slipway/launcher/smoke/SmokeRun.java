package dev.slipway.launcher.smoke;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.readiness.WaitListener;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs smoke tests. Each case has an instance of its own that carries the run's tag and is terminated when its verdict is known;
 * the run is an operation, so what a killed one left is terminated by the next command.
 */
public final class SmokeRun {

    /** The kind of the operation. */
    public static final String KIND = "smoke";

    /** The key of the tag whose value is the run's operation. */
    static final String TAG = "slipway:smoke";

    private final ImageStore store;
    private final Instances instances;

    /** Runs in this store; registers its operation there. */
    public SmokeRun(ImageStore store, Instances instances) {
        this.store = store;
        this.instances = instances;
        store.operations().register(KIND, this::settle);
    }

    /**
     * Tries all cases and returns how they ended, in their order. A case that fails does not end the others; what is wrong with
     * the run itself is thrown, and so is INTERRUPTED, when all its instances are gone.
     *
     * @param atOnce how many instances there may be at a time
     * @param artifacts where is kept what tells of a failure
     */
    public List<CaseResult> run(List<SmokeCase> cases, int atOnce, Artifacts artifacts, SmokeListener listener) {
        try (RunningOperation operation = store.operations().begin(KIND, Map.of(), List.of())) {
            Tag mark = mark(operation.operation());
            List<Parallel.Task<CaseResult>> tasks = new ArrayList<>();
            for (SmokeCase each : cases) {
                int number = tasks.size() + 1;
                tasks.add(() -> {
                    CaseResult result = attempt(number, each, mark, artifacts, listener);
                    listener.ended(result);
                    return result;
                });
            }
            List<CaseResult> results = Parallel.run(tasks, atOnce);
            store.catalogue().change(change -> {
                operation.finish(change);
                return null;
            });
            return results;
        }
    }

    private CaseResult attempt(int number, SmokeCase smokeCase, Tag mark, Artifacts artifacts, SmokeListener listener) {
        long begin = System.nanoTime();
        Seen seen = new Seen(smokeCase, listener);
        Optional<Instance> launched = Optional.empty();
        Optional<SlipwayException> error = Optional.empty();
        try {
            launched = Optional.of(launch(smokeCase, mark));
            instances.awaitLaunched(List.of(launched.get()), smokeCase.goal(), seen);
        } catch (SlipwayException e) {
            error = Optional.of(e);
        }
        CaseResult result = new CaseResult(number, smokeCase, launched, Optional.ofNullable(seen.verdict), error,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), Optional.empty());
        CaseResult kept = keep(result, artifacts, listener);
        if (error.isPresent() && error.get() instanceof HostException host && host.kind() == HostError.INTERRUPTED) {
            // All instances of the run are terminated by its operation.
            throw error.get();
        }
        launched.ifPresent(instance -> terminate(List.of(instance.instanceId())));
        return kept;
    }

    /** Also of a guest that is not waited for any longer, since somebody ends the run; and a full disk ends none. */
    private static CaseResult keep(CaseResult result, Artifacts artifacts, SmokeListener listener) {
        boolean interrupted = Thread.interrupted();
        try {
            return artifacts.keep(result);
        } catch (HostException e) {
            listener.trouble(e.getMessage());
            return result;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One at a time: starting takes libvirt's time, and the booting that follows is what cases do side by side. */
    private synchronized Instance launch(SmokeCase smokeCase, Tag mark) {
        List<Tag> tags = new ArrayList<>(smokeCase.spec().instanceTags());
        tags.add(mark);
        // What the image's or a template's makers protect, this instance is not.
        LaunchRequest request = new LaunchRequest(LaunchSpecDraft.of(smokeCase.spec()).instanceTags(tags)
                .disableApiTermination(Optional.of(false)).disableApiStop(Optional.of(false)).build(),
                Optional.empty(), 1, 1, Optional.empty(), false);
        return instances.launch(request, Progress.NONE).get(0);
    }

    private synchronized void terminate(List<InstanceId> ids) {
        instances.terminate(ids);
    }

    /** Terminates what a run left that did not come to its end. */
    public void settle(Operation operation) {
        Tag mark = mark(operation);
        List<InstanceId> left = new ArrayList<>();
        for (Instance instance : instances.list()) {
            if (instance.state() != InstanceState.TERMINATED && instance.tags().contains(mark)) {
                left.add(instance.instanceId());
            }
        }
        if (!left.isEmpty()) {
            terminate(left);
        }
    }

    private static Tag mark(Operation operation) {
        return new Tag(TAG, operation.operationId().value());
    }

    /** What one wait tells. */
    private static final class Seen implements WaitListener {

        private final SmokeCase smokeCase;
        private final SmokeListener listener;
        private volatile Verdict verdict;

        Seen(SmokeCase smokeCase, SmokeListener listener) {
            this.smokeCase = smokeCase;
            this.listener = listener;
        }

        @Override
        public void console(InstanceId id, String text) {
            listener.console(smokeCase, text);
        }

        @Override
        public void verdict(InstanceId id, Verdict ended, Optional<LauncherException> error) {
            verdict = ended;
        }
    }
}
