package dev.slipway.launcher.smoke;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs smoke tests. Each case has an instance of its own that carries the run's tag and is terminated when its verdict is known, and
 * so has each image that is registered for the run; the run is an operation, so what a killed one left goes with the next command.
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
     * the run itself is thrown, and so is INTERRUPTED, when all its instances and images are gone.
     *
     * @param atOnce how many instances there may be at a time
     * @param artifacts where is kept what tells of a case
     * @param yardstick what the times of those that passed are held against
     */
    public List<CaseResult> run(List<SmokeCase> cases, int atOnce, Artifacts artifacts, Yardstick yardstick, SmokeListener listener) {
        try (RunningOperation operation = store.operations().begin(KIND, Map.of(), List.of())) {
            Tag mark = mark(operation.operation());
            TemporaryImages images = new TemporaryImages(store, mark);
            Attempt attempt = new Attempt(instances, images, mark, listener);
            yardstick.calibrate(calibration -> attempt.of(0, calibration));
            List<Parallel.Task<CaseResult>> tasks = new ArrayList<>();
            for (SmokeCase each : cases) {
                int number = tasks.size() + 1;
                tasks.add(() -> {
                    CaseResult result = run(attempt, number, each, artifacts, yardstick, listener);
                    listener.ended(result);
                    return result;
                });
            }
            List<CaseResult> results = Parallel.run(tasks, atOnce);
            if (images.hasOwn()) {
                TemporaryImages.remove(store, mark);
            }
            store.catalogue().change(change -> {
                operation.finish(change);
                return null;
            });
            return results;
        }
    }

    private static CaseResult run(Attempt attempt, int number, SmokeCase smokeCase, Artifacts artifacts, Yardstick yardstick,
            SmokeListener listener) {
        CaseResult result = attempt.of(number, smokeCase, ended -> keep(yardstick.judge(ended), artifacts, listener));
        if (result.error().isPresent() && isInterruption(result.error().get())) {
            // All that belongs to the run goes with its operation.
            throw result.error().get();
        }
        return result;
    }

    static boolean isInterruption(SlipwayException error) {
        return error instanceof HostException host && host.kind() == HostError.INTERRUPTED;
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

    /** Ends what a run left that did not come to its end. */
    public void settle(Operation operation) {
        Tag mark = mark(operation);
        List<InstanceId> left = new ArrayList<>();
        for (Instance instance : instances.list()) {
            if (instance.state() != InstanceState.TERMINATED && instance.tags().contains(mark)) {
                left.add(instance.instanceId());
            }
        }
        if (!left.isEmpty()) {
            instances.terminate(left);
        }
        TemporaryImages.remove(store, mark);
    }

    private static Tag mark(Operation operation) {
        return new Tag(TAG, operation.operationId().value());
    }
}
