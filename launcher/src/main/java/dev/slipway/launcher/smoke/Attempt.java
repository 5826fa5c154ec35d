package dev.slipway.launcher.smoke;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.readiness.WaitListener;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.smoke.check.Check;
import dev.slipway.launcher.smoke.check.Checks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Tries cases of one run, each in an instance of its own that is terminated when it is over. */
final class Attempt {

    private final Instances instances;
    private final TemporaryImages images;
    private final Tag mark;
    private final SmokeListener listener;

    Attempt(Instances instances, TemporaryImages images, Tag mark, SmokeListener listener) {
        this.instances = instances;
        this.images = images;
        this.mark = mark;
        this.listener = listener;
    }

    CaseResult of(int number, SmokeCase smokeCase) {
        return of(number, smokeCase, UnaryOperator.identity());
    }

    /**
     * How a case ends. Of one that was interrupted the instance is left to the run's operation.
     *
     * @param look at the result while its instance is still there
     */
    CaseResult of(int number, SmokeCase smokeCase, UnaryOperator<CaseResult> look) {
        // A file is read before anything is timed: that is no part of a boot.
        Optional<ImageId> image = Optional.empty();
        Optional<SlipwayException> error = Optional.empty();
        try {
            image = Optional.of(images.of(smokeCase.subject()));
        } catch (SlipwayException e) {
            error = Optional.of(e);
        }
        long begin = System.nanoTime();
        Seen seen = new Seen(smokeCase, listener);
        Optional<Instance> launched = Optional.empty();
        Map<Check, Long> checks = new LinkedHashMap<>();
        if (image.isPresent()) {
            try {
                launched = Optional.of(launch(smokeCase, image.get()));
                launched = Optional.of(instances.awaitLaunched(List.of(launched.get()), smokeCase.goal(), seen).get(0));
                check(launched.get().instanceId(), smokeCase, begin, checks);
            } catch (SlipwayException e) {
                error = Optional.of(e);
            }
        }
        CaseResult result = look.apply(new CaseResult(number, smokeCase, launched, Optional.ofNullable(seen.verdict), checks, error,
                millisSince(begin), Optional.empty()));
        if (error.isEmpty() || !SmokeRun.isInterruption(error.get())) {
            launched.ifPresent(instance -> terminate(instance.instanceId()));
        }
        return result;
    }

    private void check(InstanceId id, SmokeCase smokeCase, long begin, Map<Check, Long> held) {
        Checks checks = new Checks(instances.access(), smokeCase.ssh());
        for (Check check : smokeCase.checks()) {
            Duration left = smokeCase.goal().deadlines().overall().minusMillis(millisSince(begin));
            checks.require(id, check, left.isNegative() ? Duration.ZERO : left);
            held.put(check, millisSince(begin));
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    /** One at a time: starting takes libvirt's time, and the booting that follows is what cases do side by side. */
    private synchronized Instance launch(SmokeCase smokeCase, ImageId image) {
        List<Tag> tags = new ArrayList<>(smokeCase.spec().instanceTags());
        tags.add(mark);
        // What the image's or a template's makers protect, this instance is not.
        LaunchRequest request = new LaunchRequest(LaunchSpecDraft.of(smokeCase.spec()).imageId(Optional.of(image.value()))
                .instanceTags(tags).disableApiTermination(Optional.of(false)).disableApiStop(Optional.of(false)).build(),
                Optional.empty(), 1, 1, Optional.empty(), false);
        return instances.launch(request, Progress.NONE).get(0);
    }

    private synchronized void terminate(InstanceId id) {
        instances.terminate(List.of(id));
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
        public void verdict(InstanceId id, Verdict ended, Optional<LauncherException> failure) {
            verdict = ended;
        }
    }
}
